import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { inWorld, never, watchOver } from './world.ts';

const hour = 60;
const source = 'sign-ins';

describe('the late sweep', () => {
  it('finds a record that shows up 23 hours late, once, and says how late it came', () =>
    inWorld(async ({ signIns, teams, at, watch, store, clock }) => {
      signIns.put(blocked({ id: 'late', minute: 30 }), 23 * hour + 30);
      for (let minute = 0; minute <= 26 * hour; minute += 20) {
        await at(minute);
        await watch.sweepOnce(never);
      }
      await at(26 * hour + 1);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
      const late = await store.coverage.lateArrivals(tenantId, source, atMinute(0), 9);
      expect(late).toMatchObject([{ id: 'late', at: atMinute(30) }]);
      const sweeps = await store.coverage.sweeps(tenantId, source, clock.now(), 99);
      expect(sweeps.every(({ endedAt }) => endedAt !== undefined)).toBe(true);
      expect(sweeps.reduce((sum, { newRows }) => sum + newRows, 0)).toBe(1);
    }));

  it('moves the poll’s safe point neither forward nor back', () =>
    inWorld(async ({ at, watch, store, clock }) => {
      await at(0);
      await at(2 * hour);
      const before = await store.alerts.lastReadTo(tenantId, source, clock.now());
      await watch.sweepOnce(never);
      expect(await store.alerts.lastReadTo(tenantId, source, clock.now())).toEqual(before);
      const [newest] = await store.alerts.ledger(tenantId, source, 1);
      expect(newest?.sweepAt).toBeUndefined();
    }));

  it('goes on where a failing read or another process stopped, and notes the reason', () =>
    inWorld(async (world) => {
      const { signIns, at, watch, store, clock } = world;
      for (const minute of [0, 12 * hour]) await at(minute);
      const asked = signIns.asked.length;
      const unavailable = new AppError('unavailable', 'Graph does not answer.', {
        hint: 'Wait.',
      });
      signIns.failures.push(undefined, undefined, unavailable);
      await watch.sweepOnce(never);
      expect(await watch.sweepOnce(never)).toEqual({ nothingUntil: atMinute(12 * hour + 0.5) });
      const [half] = await store.coverage.sweeps(tenantId, source, clock.now(), 1);
      expect(half).toMatchObject({ readTo: atMinute(5 * hour), endedAt: undefined });
      expect(await store.coverage.failures(tenantId, source, atMinute(0))).toMatchObject([
        {
          task: 'sweep',
          times: 1,
          code: 'unavailable',
          reason: 'Graph does not answer. Wait.',
          window: { from: atMinute(5 * hour), to: atMinute(8 * hour) },
          endedAt: undefined,
        },
      ]);
      await watch.release();
      await watchOver(world).sweepOnce(never);
      const starts = signIns.asked.slice(asked).map(({ window }) => window.from);
      expect(starts).toEqual([-1, 2, 5, 5, 8].map((at) => atMinute(at * hour)));
      const [whole] = await store.coverage.sweeps(tenantId, source, clock.now(), 1);
      expect(whole?.endedAt).toBeDefined();
      const [run] = await store.coverage.failures(tenantId, source, atMinute(0));
      expect(run?.endedAt).toEqual(clock.now());
    }));

  it('leaves the log to the poll while that reads', () =>
    inWorld(async ({ signIns, at, clock, store, teams, log, watch: first }) => {
      for (const minute of [0, 3 * hour]) await at(minute);
      await first.release();
      const order: string[] = [];
      let letPollGo = () => {};
      const held = new Promise<void>((resolve) => {
        letPollGo = resolve;
      });
      const slow: typeof signIns = {
        ...signIns,
        async *pages(query, options) {
          const isPoll = query.window.to > atMinute(3 * hour);
          if (isPoll) await held;
          order.push(isPoll ? 'poll' : 'sweep');
          yield* signIns.pages(query, options);
        },
      };
      const watch = watchOver({ clock, signIns: slow, teams, store, log });
      clock.set(3 * hour + 1);
      const poll = watch.pollOnce(never);
      const sweep = watch.sweepOnce(never);
      letPollGo();
      await Promise.all([poll, sweep]);
      expect(order).toEqual(['poll', 'sweep']);
    }));

  it('is one replica’s at a time', () =>
    inWorld(async (world) => {
      for (const minute of [0, 3 * hour]) await world.at(minute);
      const other = watchOver(world);
      await world.watch.sweepOnce(never);
      expect(await other.sweepOnce(never)).toBe('another replica sweeps');
      await world.watch.release();
      expect(await other.sweepOnce(never)).toHaveProperty('nothingUntil');
    }));
});

describe('a record that changed after it was first seen', () => {
  it('brings its case up to date without a new message, its first sight kept', () =>
    inWorld(async ({ signIns, teams, at, store }) => {
      const first = blocked({ id: 'b', minute: 1 });
      signIns.put({ ...first, deviceName: undefined, operatingSystem: undefined });
      await at(2);
      expect(teams.shown()[0]?.device).toBe('Edge 140');
      signIns.put(first, 3);
      for (const minute of [4, 5, 6]) await at(minute);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post', 'update']);
      expect(teams.shown()[0]).toMatchObject({
        device: 'LAPTOP-7 · Windows 11 · Edge 140',
        arrival: 'seen 1 min after it happened',
        count: 1,
      });
      expect((await store.cases.open(tenantId, 9)).total).toBe(1);
    }));
});
