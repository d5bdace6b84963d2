import { describe, expect, it } from '@jest/globals';
import type { Mentioned } from '../../src/alerts/mentions.ts';
import type { ActiveRule } from '../../src/alerts/rule.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import type { WatchDeps } from '../../src/alerts/watch.ts';
import { aSubscription, tenantId } from './builders.ts';
import { blocked, prompted } from './records.ts';
import { channel, inWorld, type World } from './world.ts';

const soc = '19:soc@thread.tacv2';

function rulesOf(caBlock: object, others: object = {}): readonly ActiveRule[] {
  const read = readRules({ rules: { 'ca-block': caBlock }, ...others }, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules;
}

/** A world with a second channel, called SOC. */
const withSoc = (
  change: Partial<WatchDeps>,
  work: (world: World) => Promise<void>,
): Promise<void> =>
  inWorld(
    async (world) => {
      await world.store.subscriptions.subscribe({ ...aSubscription(soc), name: 'SOC' });
      await work(world);
    },
    { change },
  );

const countsIn = ({ teams }: World, conversation: string) =>
  teams.shown(conversation).map(({ count }) => count);

describe('routes', () => {
  it('take new cases to the conversations that they name, and cards that are elsewhere stay up to date', () => {
    const change = { rules: rulesOf({}) };
    return withSoc(
      {
        get rules() {
          return change.rules;
        },
      },
      async (world) => {
        world.signIns.put(blocked({ id: 'old', minute: 1, user: 'ada' }));
        await world.at(3);
        change.rules = rulesOf({ routes: ['soc'] });
        world.signIns.put(blocked({ id: 'old-2', minute: 4, user: 'ada' }));
        world.signIns.put(blocked({ id: 'new', minute: 4, user: 'bob' }));
        await world.at(6);
        expect(countsIn(world, channel)).toEqual([2]);
        expect(countsIn(world, soc)).toEqual([2, 1]);
        change.rules = rulesOf({});
        world.signIns.put(blocked({ id: 'new-2', minute: 7, user: 'bob' }));
        await world.at(9);
        expect(countsIn(world, channel)).toEqual([2]);
        expect(countsIn(world, soc)).toEqual([2, 2]);
      },
    );
  });

  it('that name a conversation which nobody knows take cases to all', () =>
    withSoc({ rules: rulesOf({ routes: ['SOC', 'Nowhere'] }) }, async (world) => {
      world.signIns.put(blocked({ id: 'b', minute: 1 }));
      await world.at(3);
      expect([countsIn(world, channel), countsIn(world, soc)]).toEqual([[1], [1]]);
    }));
});

describe('a rule that waits for repeats', () => {
  it('is routed as any other', () => {
    const routes = { 'ca-prompt-unmet': { routes: ['SOC'] } };
    return withSoc({ rules: rulesOf({}, { rules: routes }) }, async (world) => {
      for (const minute of [1, 2, 3]) world.signIns.put(prompted({ id: `p${minute}`, minute }));
      await world.at(5);
      expect([countsIn(world, channel), countsIn(world, soc)]).toEqual([[], [3]]);
    });
  });
});

describe('a rule whose delivery is the digest', () => {
  it('posts no card of its own, and keeps its cases', () =>
    inWorld(
      async (world) => {
        world.signIns.put(blocked({ id: 'b1', minute: 1 }));
        await world.at(3);
        world.signIns.put(blocked({ id: 'b2', minute: 90 }));
        await world.at(92);
        expect(world.teams.calls).toEqual([]);
        const { cases } = await world.store.cases.open(tenantId, 9);
        expect(cases).toMatchObject([{ count: 2, routing: { delivery: 'digest' } }]);
      },
      { change: { rules: rulesOf({ delivery: 'digest' }) } },
    ));
});

describe('mentions', () => {
  it('ring with the post and with each reply, and with no edit', () => {
    const replies: (readonly Mentioned[])[] = [];
    const named = (mentionId: string) => (people: readonly string[]) =>
      people.map((name) => ({ name, mentionId }));
    const change: Partial<WatchDeps> = {
      rules: rulesOf({ mention: ['alice@contoso.com'] }),
      mentions: {
        ringing: async (people) => named('id-of-alice')(people),
        quiet: named(''),
        nobodies: () => [],
      },
      renderReply: ({ words, mentioned }) => {
        replies.push(mentioned);
        return { card: { type: 'AdaptiveCard' }, text: words };
      },
    };
    return inWorld(
      async ({ signIns, teams, at }) => {
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        await at(3);
        signIns.put(blocked({ id: 'b2', minute: 5 }));
        await at(7);
        signIns.put(blocked({ id: 'b3', minute: 90 }));
        await at(92);
        const [post, ...edits] = teams.calls;
        expect(post?.view?.mentioned).toEqual([
          { name: 'alice@contoso.com', mentionId: 'id-of-alice' },
        ]);
        expect(edits.map(({ what }) => what)).toEqual(['update', 'update']);
        for (const { view } of edits) {
          expect(view?.mentioned).toEqual([{ name: 'alice@contoso.com', mentionId: '' }]);
        }
        expect(replies).toEqual([[{ name: 'alice@contoso.com', mentionId: 'id-of-alice' }]]);
      },
      { change },
    );
  });
});
