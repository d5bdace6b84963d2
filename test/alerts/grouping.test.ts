import { describe, expect, it } from '@jest/globals';
import { expectedHere } from '../../src/alerts/expected-here.ts';
import { readRulesText } from '../../src/rules.ts';
import { tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { inWorld, type World } from './world.ts';

function rulesOf(groupBy: string) {
  const read = readRulesText(`rules: { ca-block: { groupBy: ${groupBy} } }`);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.rules;
}

const problemOf = (rule: string, groupBy: string) => {
  const read = readRulesText(`rules: { ${rule}: { groupBy: ${groupBy} } }`);
  return read.ok ? '' : read.problems.map(({ message }) => message).join(' ');
};

/** Ada is blocked at two apps, from two countries; Bob at one. */
function putBlocks({ signIns }: World): void {
  signIns.put(blocked({ id: 'a1', minute: 1, user: 'ada' }));
  signIns.put(blocked({ id: 'a2', minute: 2, user: 'ada', app: 'Mail' }));
  signIns.put({ ...blocked({ id: 'a3', minute: 3, user: 'ada' }), country: 'SE' });
  signIns.put(blocked({ id: 'b1', minute: 3, user: 'bob' }));
}

const shown = ({ teams }: World) =>
  teams
    .shown()
    .map(({ title, appName, count }) => `${title.split(':')[0]} ${appName} ${count}`)
    .sort();

const grouped = (groupBy: string, work: (world: World) => Promise<void>) =>
  inWorld(work, { change: { rules: rulesOf(groupBy) } });

describe('a rule that says what sign-ins of one case have in common', () => {
  it('makes one case of all that happens to a user, whatever the app', () =>
    grouped('[user, policy]', async (world) => {
      putBlocks(world);
      await world.at(5);
      expect(shown(world)).toEqual(['ada several apps 3', 'bob Payroll 1']);
      const { cases } = await world.store.cases.open(tenantId, 9);
      const ada = cases.find(({ user }) => user.name === 'ada');
      expect(ada && expectedHere(ada)).toMatchObject({ rule: 'ca-block', app: undefined });
    }));

  it('makes a case of each country where that is asked for', () =>
    grouped('[user, country]', async (world) => {
      putBlocks(world);
      await world.at(5);
      expect(shown(world)).toEqual(['ada Payroll 1', 'ada several apps 2', 'bob Payroll 1']);
    }));

  it('makes one case of a policy from its first block on', () =>
    grouped('[policy]', async (world) => {
      putBlocks(world);
      await world.at(5);
      expect(shown(world)).toEqual(['2 people several apps 4']);
      world.signIns.put(blocked({ id: 'c1', minute: 8, user: 'cem' }));
      await world.at(10);
      expect(shown(world)).toEqual(['3 people several apps 5']);
    }));

  it('leaves emergency accounts a case of their own', () =>
    inWorld(
      async (world) => {
        putBlocks(world);
        await world.at(5);
        expect(shown(world)).toEqual(['One person several apps 3', 'bob Payroll 1']);
      },
      {
        change: {
          rules: rulesOf('[policy]'),
          breakGlass: { refusal: ({ name }) => (name === 'bob' ? 'emergency' : undefined) },
        },
      },
    ));

  it('keeps the cases that are open where it says what is usual, in any order', () =>
    inWorld(async (world) => {
      putBlocks(world);
      await world.at(5);
      const keys = async () => (await world.store.cases.open(tenantId, 9)).cases.map((c) => c.key);
      const before = await keys();
      await grouped('[app, user, policy]', async (other) => {
        putBlocks(other);
        await other.at(5);
        const now = (await other.store.cases.open(tenantId, 9)).cases.map((c) => c.key);
        expect(now.sort()).toEqual(before.sort());
      });
    }));

  it('refuses what makes no case', () => {
    expect(problemOf('ca-block', '[app]')).toContain('must hold user or policy');
    expect(problemOf('ca-prompt-unmet', '[policy]')).toContain('must hold user');
    expect(problemOf('ca-block', '[user, user]')).toContain('twice');
    expect(problemOf('ca-block', '[user, city]')).toContain('must be user, policy, app, country');
    expect(problemOf('role-assigned', '[user]')).toContain('is not known here');
  });
});
