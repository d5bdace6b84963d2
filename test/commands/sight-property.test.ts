import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { theCase } from '../alerts/builders.ts';
import { auditRecord } from '../audit-builders.ts';
import { appliedPolicy, blockedRecord, signInRecord } from '../builders.ts';
import { holding, roles, traineeGroup } from '../fakes/sights.ts';
import { ago, idOf } from './ago.ts';
import { anna, bob, by, createSightedWorld } from './sight-world.ts';
import { alice } from './world.ts';

/** What stands in each row of hers, in words that nothing else has. */
const markOf = { [alice.id]: 'MarkAlice', [bob.id]: 'MarkBob', [anna.id]: 'MarkAnna' } as const;
const policyMark = 'MarkPolicy';
const someone = fc.constantFrom(alice, bob, anna);

const aSignIn = fc.record({ who: someone, blocked: fc.boolean(), minute: fc.nat(50) });
const anAudit = fc.record({ actor: someone, target: someone });
const aCase = fc.record({ who: someone });

const names = ['alice', 'bob', 'anna', alice.id, bob.id, anna.id, 'bob@contoso.example', 'me'];
const name = fc.constantFrom(...names);
const ending = fc.constantFrom(
  ...['', ' blocked', ' failed', ' last 1h', ' by app', ' by person', ' by country', ' top 3'],
  ...[' ip 203.0.113.7', ' report-only', ' by policy', ` policy "${policyMark}"`],
);
const line = fc.oneof(
  ending.map((words) => `signins${words}`),
  fc.tuple(name, ending).map(([who, words]) => `signins for ${who}${words}`),
  fc.nat(8).map((row) => `signin ${idOf(row + 1)}`),
  name.map((who) => `user ${who}`),
  fc.constantFrom('audits', 'audits last 30d', 'alerts', 'snoozes', 'digest', 'coverage'),
  name.map((who) => `audits for ${who} last 30d`),
  name.map((who) => `audits by ${who} last 30d`),
  name.map((who) => `files for ${who}`),
  fc.constantFrom('alerts replay ca-block last 7d', 'policies', 'searches', 'export', 'blocked'),
);
const tenant = fc.record({
  signIns: fc.array(aSignIn, { maxLength: 8 }),
  audits: fc.array(anAudit, { maxLength: 5 }),
  cases: fc.array(aCase, { maxLength: 3 }),
});
type Tenant = typeof tenant extends fc.Arbitrary<infer T> ? T : never;

function recordsOf({ signIns, audits, cases }: Tenant) {
  return {
    records: signIns.map(({ who, blocked, minute }, at) =>
      ago(minute, blocked ? blockedRecord : signInRecord, {
        ...by(who),
        id: idOf(at + 1),
        appDisplayName: markOf[who.id],
        ipAddress: '203.0.113.7',
        appliedConditionalAccessPolicies: [
          appliedPolicy({ displayName: policyMark, result: blocked ? 'failure' : 'success' }),
        ],
      }),
    ),
    audits: audits.map(({ actor, target }, at) =>
      auditRecord({
        id: `Directory_${at}`,
        initiatedBy: { user: { id: actor.id, userPrincipalName: actor.userPrincipalName } },
        targetResources: [
          {
            ...{ id: target.id, displayName: `${markOf[target.id]} row`, type: 'User' },
            userPrincipalName: target.userPrincipalName,
            modifiedProperties: [],
          },
        ],
      }),
    ),
    cases: cases.map(({ who }, at) =>
      theCase({
        id: `case-${at}`,
        key: `key-${at}`,
        user: who,
        app: { name: markOf[who.id] ?? '' },
        policy: { id: 'p-1', name: policyMark },
        headline: `blocked by ${policyMark}`,
      }),
    ),
  };
}

describe('whatever is asked of whatever tenant', () => {
  const shownTo = async (
    given: Parameters<typeof createSightedWorld>[0],
    lines: readonly string[],
  ) => {
    const world = await createSightedWorld(given);
    const shown: string[] = [];
    for (const asked of lines) {
      const { card, text } = await world.ask(asked);
      shown.push(JSON.stringify(card), text);
      shown.push(JSON.stringify(await world.pick({ ask: asked })));
    }
    await new Promise((resolve) => setImmediate(resolve));
    return shown.concat([...world.exporting.spool.kept.values()]).join('\n');
  };
  const lists = ['signins', 'alerts', 'audits last 30d'];
  const asked = [
    tenant,
    fc.array(line, { minLength: 1, maxLength: 4 }).map((some) => [...some, ...lists]),
  ] as const;
  const runs = { numRuns: 40 };

  it('a reader of a scope never sees a row of somebody outside', async () => {
    await fc.assert(
      fc.asyncProperty(...asked, async (data, lines) => {
        const shown = await shownTo({ ...recordsOf(data), holdings: holding(traineeGroup) }, lines);
        expect(shown).not.toMatch(/MarkBob|MarkAnna/);
      }),
      runs,
    );
  });

  it('a role without policies never sees one', async () => {
    await fc.assert(
      fc.asyncProperty(...asked, async (data, lines) => {
        const given = { ...recordsOf(data), holdings: holding(roles.reportsReader) };
        const shown = await shownTo(given, lines);
        // What she typed may be said back to her.
        expect(shown.replace(/policy \\?"MarkPolicy/g, '')).not.toContain(policyMark);
      }),
      runs,
    );
  });

  it('nobody sees a row of a protected person without a reason', async () => {
    await fc.assert(
      fc.asyncProperty(...asked, async (data, lines) => {
        const holdings = holding(roles.securityReader);
        const given = { ...recordsOf(data), holdings, protectedPeople: [anna.id] };
        expect(await shownTo(given, lines)).not.toContain('MarkAnna');
      }),
      runs,
    );
  });

  it('counts of a reader of a scope are those of a tenant that has nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(...asked, async (data, lines) => {
        const holdings = holding(traineeGroup);
        const plain = (text: string) =>
          text.replace(/: \d+ rows? of others (is|are) not shown/g, '');
        const own = lines.filter((one) =>
          /^(signins|alerts|audits)( by| blocked| failed| last|$)/.test(one),
        );
        const whole = recordsOf(data);
        const alone = {
          records: whole.records.filter(({ userId }) => userId === alice.id),
          audits: whole.audits.filter((_, at) => data.audits[at]?.target === alice),
          cases: whole.cases.filter(({ user }) => user.id === alice.id),
        };
        expect(plain(await shownTo({ ...whole, holdings }, own))).toBe(
          plain(await shownTo({ ...alone, holdings }, own)),
        );
      }),
      runs,
    );
  });
});
