import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { trialOf } from '../../src/alerts/trials/create-trials.ts';
import { replay } from '../../src/alerts/trials/replay.ts';
import type { WatchDeps } from '../../src/alerts/watch.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { audit, bob, target, targetUser } from '../audit-builders.ts';
import { signIn } from '../builders.ts';
import { atMinute, minuteMs, tenantId } from './builders.ts';
import { fused } from './fuse.ts';
import { blocked, prompted } from './records.ts';
import { heldIn } from './tries.ts';
import { inWorld, never, type World, watchOver } from './world.ts';

/** Every rule, with these settings of the file. */
function rulesOf(settings: JsonRecord) {
  const read = readRules({ rules: settings }, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules;
}
const fiveInTen = { times: 5, withinMinutes: 10 };
const fiveBlocks = rulesOf({ 'ca-block': fiveInTen });
const watched = (
  work: (world: World) => Promise<void>,
  rules = fiveBlocks,
  change: Partial<WatchDeps> = {},
) => inWorld(work, { change: { rules, ...change } });

const counts = ({ teams }: World) => teams.shown().map(({ count }) => count);
const block = (minute: number, more = {}) => blocked({ id: `at-${minute}`, minute, ...more });
const put = (world: World, minutes: readonly number[], visibleFrom?: number) => {
  for (const minute of minutes) world.signIns.put(block(minute), visibleFrom);
};

describe('a rule that takes several findings to begin a case', () => {
  it('says nothing of fewer, then opens one case that holds them all, and those that follow', () =>
    watched(async (world) => {
      put(world, [1, 3, 5, 7]);
      await world.at(9);
      expect(counts(world)).toEqual([]);
      put(world, [10.5]);
      await world.at(12);
      expect(counts(world)).toEqual([5]);
      put(world, [300]);
      await world.at(302);
      expect(counts(world)).toEqual([6]);
    }));

  it('counts by the time of the event: what lies further apart never adds up', () =>
    watched(async (world) => {
      put(world, [1, 4, 7, 10, 13, 16, 19], 20);
      await world.at(21);
      expect(counts(world)).toEqual([]);
      put(world, [12], 22);
      await world.at(23);
      expect(counts(world)).toEqual([7]);
    }));

  it('counts what a sweep finds late, and whom it had kept waiting since', () =>
    watched(async (world) => {
      put(world, [1, 2, 3, 4, 200]);
      for (const minute of [6, 203]) await world.at(minute);
      put(world, [5], 260);
      for (const minute of [270, 335, 400]) {
        await world.at(minute);
        await world.watch.sweepOnce(never);
        await world.deliverAll();
      }
      expect(counts(world)).toEqual([6]);
    }));

  it('counts each user, policy and app for itself, and a prompt that became a block once', () =>
    watched(async (world) => {
      for (let minute = 1; minute <= 4; minute += 1) {
        for (const user of ['ada', 'bob']) {
          world.signIns.put(blocked({ id: `${user}-${minute}`, minute, user }));
        }
      }
      world.signIns.put(prompted({ id: 'turns', minute: 5 }));
      await world.at(7);
      expect(counts(world)).toEqual([]);
      world.signIns.put(blocked({ id: 'turns', minute: 5 }), 8);
      for (const minute of [9, 10]) await world.at(minute);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({ userName: 'ada', count: 5, rule: 'ca-block' }),
      ]);
    }));

  it('does not make those wait whom a policy strikes together, though each was struck once', () =>
    watched(
      async (world) => {
        for (const n of [1, 2]) {
          world.signIns.put(blocked({ id: `b${n}`, minute: n, user: `u${n}` }));
        }
        await world.at(4);
        expect(counts(world)).toEqual([]);
        world.signIns.put(blocked({ id: 'b3', minute: 5, user: 'u3' }));
        await world.at(7);
        world.signIns.put(blocked({ id: 'b4', minute: 8, user: 'u4' }));
        await world.at(10);
        expect(world.teams.shown()).toEqual([
          expect.objectContaining({ isMany: true, count: 4, reach: '4 people, 1 app, 1 country' }),
        ]);
      },
      rulesOf({ 'ca-block': { ...fiveInTen, people: 3 } }),
    ));

  it('never makes an emergency account wait', () => {
    const isIt = ({ id }: { readonly id?: string }) => id === 'id-of-eve';
    const breakGlass = {
      has: isIt,
      refusal: (account: { readonly id?: string }) => (isIt(account) ? 'Emergencies.' : undefined),
    };
    return watched(
      async (world) => {
        world.signIns.put(block(1));
        world.signIns.put(blocked({ id: 'e', minute: 1, user: 'eve' }));
        for (const minute of [3, 4]) await world.at(minute);
        expect(world.teams.shown().map(({ userName, count }) => [userName, count])).toEqual([
          ['eve', 1],
        ]);
      },
      fiveBlocks.filter(({ rule }) => rule.id === 'ca-block'),
      { breakGlass },
    );
  });

  it('begins anew after a day of quiet', () =>
    watched(async (world) => {
      put(world, [1, 2, 3, 4, 5]);
      await world.at(7);
      const nextDay = 2 * 24 * 60;
      put(world, [nextDay]);
      await world.at(nextDay + 2);
      expect(counts(world)).toEqual([5]);
      put(
        world,
        [1, 2, 3, 4].map((more) => nextDay + more),
      );
      await world.at(nextDay + 6);
      expect(counts(world)).toEqual([5, 5]);
    }));

  it('loses and doubles nothing wherever the process dies', async () => {
    const diesAt = async (step: number): Promise<number> => {
      const fuse = { steps: 0, diesAt: step, afterwards: step % 2 === 1, blown: false };
      await watched(async (world) => {
        put(world, [1, 2, 3]);
        await world.at(4);
        put(world, [5, 6]);
        world.clock.set(8);
        const alerts = fused(world.store.alerts, fuse);
        const dying = watchOver(world, { rules: fiveBlocks, store: { ...world.store, alerts } });
        await dying.pollOnce(never).catch((thrown: unknown) => {
          if (!fuse.blown) throw thrown;
        });
        await dying.release();
        Object.assign(fuse, { blown: false });
        await world.at(9);
        expect(counts(world)).toEqual([5]);
      });
      return fuse.steps;
    };
    const steps = await diesAt(0);
    expect(steps).toBeGreaterThan(20);
    for (let step = 1; step <= steps; step += 1) await diesAt(step);
  });

  it('is the same cases in whatever order they come to light, and in a replay', async () => {
    const rules = rulesOf({ 'ca-block': { times: 3, withinMinutes: 10, people: 1_000 } });
    const happening = fc.record({
      user: fc.constantFrom('ada', 'bob'),
      minute: fc.integer({ min: 1, max: 90 }),
      lateBy: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
    });
    /** Of one user, sorted: who belongs to a case, counted the long way round. */
    const expectedOf = (minutes: readonly number[]): number => {
      const crowded = minutes.filter((minute) =>
        minutes.some((from) => {
          const isIn = (one: number) => one >= from && one <= from + 10;
          return isIn(minute) && minutes.filter(isIn).length >= 3;
        }),
      );
      const begun = crowded[0];
      return begun === undefined ? 0 : minutes.filter((minute) => minute >= begun).length;
    };
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 8, maxLength: 18 }), async (all) => {
        const expected = ['ada', 'bob'].map((user) => {
          const own = all.filter((one) => one.user === user);
          return expectedOf(own.map(({ minute }) => minute).sort((a, b) => a - b));
        });
        const wanted = expected.filter((count) => count > 0).sort();
        for (const minutes of [
          [0, 330, 395, 460],
          [0, 9, 21, 40, 66, 90, 130, 170, 215, 260, 330, 395, 460],
        ]) {
          await watched(async (world) => {
            for (const [n, { user, minute, lateBy }] of all.entries()) {
              world.signIns.put(blocked({ id: `t-${n}`, user, minute }), minute + lateBy);
            }
            for (const minute of minutes) {
              await world.at(minute);
              await world.watch.sweepOnce(never);
              await world.deliverAll();
            }
            const held = Object.values(await heldIn(world)).map((ids) => ids.length);
            expect(held.sort()).toEqual(wanted);
            const trial = trialOf('ca-block', builtInRules, rules);
            if (trial === undefined) throw new Error('no such rule');
            const breakGlass = { has: () => false, refusal: () => undefined };
            const found = await replay(
              { ...world, tenantId, breakGlass, patience: () => never },
              trial,
              { from: atMinute(0), to: atMinute(200) },
              never,
            );
            expect(found.cases.map(({ alert }) => alert.count).sort()).toEqual(wanted);
            expect(found.cases.every(({ isReal }) => isReal)).toBe(true);
            expect(found.waiting).toBe(all.length - wanted.reduce((sum, one) => sum + one, 0));
            cases += held.length;
          }, rules);
        }
      }),
      { numRuns: 12 },
    );
    expect(cases).toBeGreaterThan(6);
  }, 120_000);

  it('may be one over directory audits', () =>
    watched(
      async (world) => {
        const given = (id: string, minute: number) =>
          audit({
            id,
            activityDateTime: atMinute(minute).toISOString(),
            category: 'RoleManagement',
            activityDisplayName: 'Add member to role in PIM completed (permanent)',
            additionalDetails: [{ key: 'TemplateId', value: '' }],
            targetResources: [target('Role', 'User Administrator'), targetUser(bob)],
          });
        world.audits.put(given('Directory_1', 1));
        await world.at(3);
        expect(counts(world)).toEqual([]);
        world.audits.put(given('Directory_2', 4));
        await world.at(6);
        expect(world.teams.shown()).toEqual([
          expect.objectContaining({ rule: 'role-assigned', count: 2 }),
        ]);
      },
      rulesOf({ 'role-assigned': { times: 2, withinMinutes: 10 } }),
    ));

  it('may be one over all sign-ins, which are read again and again', () =>
    watched(
      async (world) => {
        const mail = (id: string, minute: number) =>
          signIn({
            id,
            correlationId: id,
            createdDateTime: atMinute(minute).toISOString(),
            clientAppUsed: 'IMAP4',
          });
        world.signIns.put(mail('one', 1));
        for (const minute of [3, 9, 15, 21, 80]) await world.at(minute);
        expect(counts(world)).toEqual([]);
        for (const n of [84, 85, 86]) world.signIns.put(mail(`at-${n}`, n));
        for (const minute of [88, 94, 150]) await world.at(minute);
        await world.watch.sweepOnce(never);
        await world.deliverAll();
        expect(world.teams.shown()).toEqual([
          expect.objectContaining({ rule: 'legacy-auth-succeeded', count: 3 }),
        ]);
      },
      rulesOf({ 'legacy-auth-succeeded': { times: 3, withinMinutes: 10 } }),
    ));
});

describe('the rules file', () => {
  const judged = ['ca-prompt-unmet', 'failures-then-success', 'password-spray', 'brute-force'];
  const told = ['break-glass-used', 'auditing-off'];
  const withOne = builtInRules
    .map(({ id }) => id)
    .filter((id) => ![...judged, ...told, 'report-only-delta'].includes(id));

  it.each(withOne)('sets how many findings begin a case of %s, by default the first', (id) => {
    const begins = (settings: JsonRecord) =>
      rulesOf({ [id]: settings }).find(({ rule }) => rule.id === id)?.begins;
    expect(begins({})).toBeUndefined();
    expect(begins({ times: 1, withinMinutes: 5 })).toBeUndefined();
    expect(begins(fiveInTen)).toEqual({ times: 5, withinMs: 10 * minuteMs });
    expect(begins({ times: 2 })).toEqual({ times: 2, withinMs: 60 * minuteMs });
  });
});
