import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atMinute, tenantId } from './builders.ts';
import { fused } from './fuse.ts';
import { aTry, heldIn, togetherRules } from './tries.ts';
import { inWorld, never, type World, watchOver } from './world.ts';

const rules = togetherRules();
const watched = (work: (world: World) => Promise<void>) => inWorld(work, { change: { rules } });

function putTries(world: World, count: number, visibleFrom?: number) {
  for (let n = 0; n < count; n += 1) {
    world.signIns.put(aTry({ id: `try-${n}`, minute: 1 + n / 2 }), visibleFrom);
  }
}
const gotIn = aTry({ id: 'got-in', minute: 5, code: 0 });

async function resolveAll(world: World) {
  for (const { caseId } of world.teams.shown()) {
    await world.store.alerts.write(tenantId, async (writer) => {
      const found = await writer.findCase(caseId);
      if (found !== undefined) await writer.saveCase({ ...found, state: 'resolved' });
    });
  }
}

describe('sign-ins that alert together', () => {
  it('are one case of the user, which says who got in after how many tries', () =>
    watched(async (world) => {
      putTries(world, 6);
      await world.at(4);
      expect(world.teams.shown()).toEqual([]);
      world.signIns.put(gotIn);
      await world.at(10);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({
          rule: 'failures-then-success',
          title: 'ada: got in after 6 failed tries',
          count: 7,
          latestSignInId: 'got-in',
          facts: [
            { title: 'Failed from', value: '198.51.100.9' },
            { title: 'Got in from', value: '198.51.100.9' },
          ],
        }),
      ]);
    }));

  it('are found when the failures come to light after the success, by the next sweep', () =>
    watched(async (world) => {
      world.signIns.put(gotIn);
      putTries(world, 6, 200);
      await world.at(4);
      await world.at(190);
      await world.watch.sweepOnce(never);
      expect(world.teams.shown()).toEqual([]);
      for (const minute of [210, 270, 330]) {
        await world.at(minute);
        await world.watch.sweepOnce(never);
        await world.deliverAll();
      }
      expect(world.teams.shown().map(({ title }) => title)).toEqual([
        'ada: got in after 6 failed tries',
      ]);
    }));

  it('of many people are one case of the network, with the people named', () =>
    watched(async (world) => {
      for (let n = 0; n < 14; n += 1) {
        const ip = `198.51.100.${n}`;
        world.signIns.put(aTry({ id: `try-${n}`, minute: 1 + n, user: `user-${n % 12}`, ip }));
      }
      await world.at(20);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({
          rule: 'password-spray',
          title: '12 people: password spray from 198.51.100.0/24: 14 tries stopped',
          isMany: true,
          count: 14,
          reach: '12 people, 1 app, 1 country',
          tops: expect.arrayContaining([
            { title: 'People', value: expect.stringContaining('user-0 2') },
          ]),
        }),
      ]);
      world.signIns.put(aTry({ id: 'more', minute: 22, user: 'user-99', ip: '198.51.100.99' }));
      await world.at(26);
      expect(world.teams.shown()).toEqual([expect.objectContaining({ count: 15 })]);
    }));

  it('alert once, however often they are read again and whatever became of the case', () =>
    watched(async (world) => {
      putTries(world, 25);
      world.signIns.put(aTry({ id: 'got-in', minute: 14, code: 0 }));
      await world.at(20);
      expect(
        world.teams
          .shown()
          .map(({ rule }) => rule)
          .sort(),
      ).toEqual(['brute-force', 'failures-then-success']);
      await resolveAll(world);
      const posts = () => world.teams.calls.filter(({ what }) => what === 'post').length;
      for (const minute of [26, 40, 100, 170]) {
        await world.at(minute);
        await world.watch.sweepOnce(never);
        await world.deliverAll();
      }
      expect(posts()).toBe(2);
      expect(await world.store.cases.open(tenantId, 9)).toMatchObject({ cases: [] });
    }));

  it('keep nothing of people who just sign in', () =>
    watched(async (world) => {
      world.signIns.put(aTry({ id: 'bo', minute: 1, user: 'bo', code: 0 }));
      world.signIns.put(aTry({ id: 'ada', minute: 1, user: 'ada', code: 0 }));
      world.signIns.put(aTry({ id: 'ada-failed', minute: 2 }));
      await world.at(10);
      const known = await world.store.alerts.write(tenantId, (writer) =>
        writer.knownRecords('all-sign-ins', ['bo', 'ada', 'ada-failed']),
      );
      expect([...known.keys()].sort()).toEqual(['ada', 'ada-failed']);
    }));

  it('survive a process that dies at any step of the read: nothing is lost, nothing told twice', async () => {
    const diesAt = async (step: number) => {
      const fuse = { steps: 0, diesAt: step, afterwards: step % 2 === 0, blown: false };
      await watched(async (world) => {
        putTries(world, 25);
        world.signIns.put(aTry({ id: 'got-in', minute: 14, code: 0 }));
        world.clock.set(20);
        const alerts = fused(world.store.alerts, fuse);
        const dying = watchOver(world, { rules, store: { ...world.store, alerts } });
        await dying.pollOnce(never).catch((thrown: unknown) => {
          if (!fuse.blown) throw thrown;
        });
        await dying.release();
        Object.assign(fuse, { blown: false });
        await world.at(26);
        const told = world.teams.shown().map(({ rule, count }) => `${rule} ${count}`);
        expect(told.sort()).toEqual(['brute-force 25', 'failures-then-success 26']);
      });
      return fuse.steps;
    };
    const steps = await diesAt(0);
    expect(steps).toBeGreaterThan(20);
    for (let step = 1; step <= steps; step += 1) await diesAt(step);
  });

  it('are the same cases in whatever order they come to light', async () => {
    const happening = fc.record({
      user: fc.constantFrom('ada', 'bo', 'cy'),
      ip: fc.constantFrom('198.51.100.9', '198.51.100.10', '192.0.2.1'),
      minute: fc.integer({ min: 1, max: 60 }),
      lateBy: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
      code: fc.constantFrom(50126, 50126, 50053, 0),
    });
    const small = togetherRules({
      'failures-then-success': { tries: 3, withinMinutes: 10, thenWithinMinutes: 10 },
      'password-spray': { people: 2, withinMinutes: 10 },
      'brute-force': { tries: 4, withinMinutes: 10 },
    });
    const change = { rules: small };
    const heldWhen = async (
      all: readonly { minute: number; lateBy: number }[],
      minutes: readonly number[],
      mostObserved?: number,
    ) => {
      let held: Record<string, string[]> = {};
      await inWorld(
        async (world) => {
          for (const [n, one] of all.entries()) {
            world.signIns.put(aTry({ ...one, id: `t-${n}` }), one.minute + one.lateBy);
          }
          for (const minute of minutes) {
            await world.at(minute);
            await world.watch.sweepOnce(never);
            await world.deliverAll();
          }
          held = await heldIn(world);
        },
        { change: { ...change, mostObserved } },
      );
      return held;
    };
    let alerted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 24 }), async (all) => {
        const atOnce = await heldWhen(all, [0, 300, 365, 430]);
        const oneByOne = await heldWhen(
          all,
          [0, 9, 21, 40, 66, 90, 130, 170, 215, 260, 300, 365, 430],
        );
        expect(oneByOne).toEqual(atOnce);
        expect(await heldWhen(all, [0, 300, 365, 430], 4)).toEqual(atOnce);
        alerted += Object.keys(atOnce).length;
      }),
      { numRuns: 12 },
    );
    expect(alerted).toBeGreaterThan(2);
  }, 120_000);

  it('of a read so long that it is stored in parts are one case, also after a crash between two parts', async () => {
    const failures = 600;
    /** A storm of tries at one account, and in the end a success, which a log that is read newest first shows first. */
    const storm = async (diesAt: number): Promise<number> => {
      const fuse = { steps: 0, diesAt, afterwards: true, blown: false };
      await watched(async (world) => {
        for (let n = 0; n < failures; n += 1) {
          const minute = 1 + (n * 5) / failures;
          world.signIns.put(aTry({ id: `try-${n}`, minute, ip: `198.51.100.${n % 250}` }));
        }
        world.signIns.put(aTry({ id: 'got-in', minute: 7, code: 0 }));
        world.clock.set(9);
        const alerts = fused(world.store.alerts, fuse);
        const dying = watchOver(world, {
          rules,
          mostObserved: 300,
          store: { ...world.store, alerts },
        });
        await dying.pollOnce(never).catch((thrown: unknown) => {
          if (!fuse.blown) throw thrown;
        });
        await dying.release();
        Object.assign(fuse, { blown: false });
        await world.at(15);
        const told = world.teams.shown().map(({ rule, count }) => `${rule} ${count}`);
        expect(told).toContain(`brute-force ${failures}`);
        expect(told.filter((one) => one.startsWith('failures-then-success'))).toHaveLength(1);
        expect(told).toHaveLength(2);
        const [last] = await world.store.alerts.ledger(tenantId, 'all-sign-ins', 1);
        expect(last?.rows).toBe(failures + 1);
      });
      return fuse.steps;
    };
    const steps = await storm(0);
    for (const part of [0.3, 0.5, 0.8]) await storm(Math.ceil(steps * part));
  });

  it('in a storm are all counted, each once, and what was kept of them is forgotten', () =>
    watched(async (world) => {
      const count = 2_400;
      for (let n = 0; n < count; n += 1) {
        const minute = 1 + (n * 5) / count;
        const ip = `198.51.100.${n % 250}`;
        world.signIns.put(aTry({ id: `try-${n}`, minute, user: `user-${n % 100}`, ip }));
      }
      for (const minute of [4, 10]) await world.at(minute);
      const shown = world.teams.shown();
      expect(shown.find(({ rule }) => rule === 'password-spray')?.count).toBe(count);
      const forced = shown.filter(({ rule }) => rule === 'brute-force');
      expect(forced.reduce((sum, one) => sum + one.count, 0)).toBe(count);
      const longAfter = atMinute(50 * 24 * 60);
      for (let round = 0; round < 2; round += 1) {
        await world.store.alerts.forgetObservations(tenantId, longAfter);
      }
      const left = await world.store.alerts.write(tenantId, (writer) =>
        writer.evidence({
          rule: 'password-spray',
          keys: ['["password-spray","198.51.100.0/24"]'],
          from: atMinute(0),
          to: atMinute(60),
          spanMs: 60_000,
          most: 9,
        }),
      );
      expect(left).toEqual(new Map());
    }));
});
