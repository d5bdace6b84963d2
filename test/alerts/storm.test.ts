import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { SignIn } from '../../src/domain/sign-in.ts';
import type { SignInLog } from '../../src/ports/sign-in-log.ts';
import { atMinute, minuteMs, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { aTry, togetherRules } from './tries.ts';
import { inWorld, never, watchOver } from './world.ts';

const pageSize = 1_000;

/** A log that makes its rows while they are read, newest first: `rowOf(0)` happened first. */
function logOf(
  count: number,
  timeOf: (n: number) => number,
  rowOf: (n: number) => SignIn,
): SignInLog {
  const nextAfter = (time: number): number => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timeOf(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    async *pages({ window }) {
      const first = nextAfter(window.from.getTime() - 1);
      for (let end = nextAfter(window.to.getTime()); end > first; end -= pageSize) {
        const start = Math.max(first, end - pageSize);
        const rows = Array.from({ length: end - start }, (_, at) => rowOf(end - 1 - at));
        yield { rows, more: start > first };
      }
    },
    find: async () => undefined,
  };
}

/** The most calls within any span of that length; both in milliseconds. */
function mostWithin(times: readonly number[], spanMs: number): number {
  let [most, start] = [0, 0];
  for (const [at, time] of times.entries()) {
    while (time - (times[start] ?? time) >= spanMs) start += 1;
    most = Math.max(most, at - start + 1);
  }
  return most;
}

/** Teams' limits for one thread that the times of its messages break, `[]` as it should be. */
function brokenLimits(times: readonly number[]): string[] {
  const limits = [
    [1_000, 7],
    [30_000, 60],
    [60 * minuteMs, 1_800],
  ] as const;
  return limits.flatMap(([spanMs, most]) => {
    const sent = mostWithin(times, spanMs);
    return sent > most ? [`${sent} within ${spanMs / 1_000} s`] : [];
  });
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is held in memory after everything that nobody needs is gone, in bytes. */
function held(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('a storm', () => {
  it(
    'of 100,000 blocks in five minutes is in the counts of the cards to the last block, in a handful of messages',
    () =>
      inWorld(async (world) => {
        const { teams, clock, store } = world;
        const blocks = 100_000;
        const timeOf = (n: number) => atMinute(1 + (5 * n) / blocks).getTime();
        const rowOf = (n: number) =>
          blocked({
            id: `b${n}`,
            minute: 1 + (5 * n) / blocks,
            user: `u${n % 20_000}`,
            app: `App ${n % 40}`,
            policy: `P${n % 3}`,
          });
        const watch = watchOver(world, {
          signIns: logOf(blocks, timeOf, rowOf),
          overlapMs: minuteMs,
        });
        const times: number[] = [];
        const memory: number[] = [];
        for (let second = 2 * 60; second <= 9 * 60; second += 1) {
          clock.set(second / 60);
          if (second % 60 === 0) {
            await watch.pollOnce(never);
            memory.push(held());
          }
          const before = teams.calls.length;
          await watch.deliverOnce(never);
          for (let one = before; one < teams.calls.length; one += 1) times.push(second * 1_000);
        }
        const shown = teams.shown();
        expect(shown).toHaveLength(3);
        expect(shown.reduce((sum, { count }) => sum + count, 0)).toBe(blocks);
        for (const { reach, tops, bars } of shown) {
          expect(reach).toMatch(/^20000 people, 40 apps, 1 country$/);
          expect(tops[2]?.value).toMatch(/^NO 3333[34]$/);
          expect(bars.reduce((sum, { y }) => sum + y, 0)).toBeGreaterThanOrEqual(33_333);
        }
        expect(brokenLimits(times)).toEqual([]);
        // A fifth of the storm is known at the first reading, all of it at the last.
        const [first = 0] = memory;
        expect(memory).toHaveLength(8);
        expect((memory.at(-1) ?? 0) / first).toBeLessThan(1.25);
        expect(times.length).toBeLessThanOrEqual(3 * 8);
        expect((await store.outbox.backlog(tenantId)).waiting).toBe(0);

        let pages = 0;
        const log = logOf(blocks, timeOf, rowOf);
        const counted: SignInLog = {
          ...log,
          async *pages(...asked) {
            for await (const page of log.pages(...asked)) {
              pages += 1;
              yield page;
            }
          },
        };
        await watch.release();
        // With an overlap of an hour the storm's 100 pages lie within it.
        const after = watchOver(world, { signIns: counted });
        clock.set(12);
        await after.pollOnce(never);
        pages = 0;
        clock.set(13);
        await after.pollOnce(never);
        expect(pages).toBeLessThanOrEqual(1);
      }),
    180_000,
  );

  it('that no case can hold together is told as fast as the channel may be told, and no faster', () =>
    inWorld(async (world) => {
      const { signIns, teams, clock, store, watch } = world;
      const cases = 300;
      for (let n = 0; n < cases; n += 1) {
        signIns.put(blocked({ id: `b${n}`, minute: 1, user: `u${n}`, policy: `P${n}` }));
      }
      clock.set(3);
      await watch.pollOnce(never);
      const start = clock.now().getTime();
      const times: number[] = [];
      while ((await store.outbox.backlog(tenantId)).waiting > 0) {
        const before = teams.calls.length;
        await watch.deliverOnce(never);
        const now = clock.now().getTime();
        for (let one = before; one < teams.calls.length; one += 1) times.push(now);
        clock.pass(1_000);
      }
      expect(teams.shown()).toHaveLength(cases);
      expect(brokenLimits(times)).toEqual([]);
      // 60 messages in 30 seconds: the last of 300 can go two minutes after the first.
      const leastMs = (cases / 60 - 1) * 30_000;
      expect((clock.now().getTime() - start) / leastMs).toBeLessThan(1.1);
    }));

  it('of failed passwords is read without ever being held whole, however many there are', async () => {
    const change = { rules: togetherRules(), overlapMs: minuteMs, mostObserved: 4_000 };
    const peakOf = (tries: number): Promise<number> => {
      let peak = 0;
      return inWorld(async (world) => {
        const timeOf = (n: number) => atMinute(1 + (5 * n) / tries).getTime();
        const rowOf = (n: number) => {
          const minute = 1 + (5 * n) / tries;
          const user = `u${n % 2_000}`;
          return aTry({ id: `try-${n}`, minute, user, ip: `198.51.100.${n % 250}` });
        };
        const log = logOf(tries, timeOf, rowOf);
        const before = held();
        const signIns: SignInLog = {
          ...log,
          async *pages(...asked) {
            for await (const page of log.pages(...asked)) {
              yield page;
              peak = Math.max(peak, held() - before);
            }
          },
        };
        const watch = watchOver(world, { ...change, signIns });
        for (const minute of [0, 8]) {
          world.clock.set(minute);
          await watch.pollOnce(never);
        }
        await world.deliverAll();
        const spray = world.teams.shown().find(({ rule }) => rule === 'password-spray');
        expect(spray?.count).toBe(tries);
        const [read] = await world.store.alerts.ledger(tenantId, 'all-sign-ins', 1);
        expect(read).toMatchObject({ rows: tries, newRows: tries });
      }).then(() => peak);
    };
    await peakOf(500);
    const few = await peakOf(2_000);
    const many = await peakOf(8_000);
    expect(many / few).toBeLessThan(1.8);
  }, 120_000);
});
