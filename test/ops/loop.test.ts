import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LoopOptions, runLoop, waitMs } from '../../src/ops/loop.ts';

/** A loop whose waits end when the test says so. */
function startLoop(task: LoopOptions['task'], overrides: Partial<LoopOptions> = {}) {
  const waits: number[] = [];
  const errors: [unknown, number][] = [];
  let wake: () => void = () => undefined;
  let asleep = Promise.withResolvers<void>();
  const loop = runLoop({
    name: 'poll',
    everyMs: 1000,
    jitter: 0,
    random: () => 0.5,
    task,
    onError: (error, inRow) => errors.push([error, inRow]),
    sleep: (ms, signal) => {
      waits.push(ms);
      asleep.resolve();
      asleep = Promise.withResolvers();
      return new Promise<void>((resolve, reject) => {
        wake = resolve;
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
    ...overrides,
  });
  /** Lets the loop run until it sleeps again. */
  const next = async () => {
    const sleeping = asleep.promise;
    wake();
    await sleeping;
  };
  return { loop, waits, errors, next, firstSleep: asleep.promise };
}

describe('a loop', () => {
  it('runs at once and again after each wait', async () => {
    let runs = 0;
    const { loop, next, firstSleep } = startLoop(async () => {
      runs += 1;
    });
    await firstSleep;
    expect(runs).toBe(1);
    await next();
    await next();
    expect(runs).toBe(3);
    await loop.stop();
    expect(runs).toBe(3);
  });

  it('never runs twice at a time', async () => {
    let inside = 0;
    let most = 0;
    const { loop, next, firstSleep } = startLoop(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
    });
    await firstSleep;
    await next();
    await loop.stop();
    expect(most).toBe(1);
  });

  it('goes on after failures, waits longer with each in a row, and as before after a success', async () => {
    let runs = 0;
    const { loop, waits, errors, next, firstSleep } = startLoop(async () => {
      runs += 1;
      if (runs <= 3) throw new Error(`failure ${runs}`);
    });
    await firstSleep;
    await next();
    await next();
    await next();
    expect(waits).toEqual([2000, 4000, 8000, 1000]);
    expect(errors.map(([error, inRow]) => [(error as Error).message, inRow])).toEqual([
      ['failure 1', 1],
      ['failure 2', 2],
      ['failure 3', 3],
    ]);
    await loop.stop();
  });

  it('stops by aborting the running task and waiting for its end', async () => {
    const begun = Promise.withResolvers<void>();
    const events: string[] = [];
    const { loop, errors } = startLoop(async (signal) => {
      begun.resolve();
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      events.push('cleaned up');
      signal.throwIfAborted();
    });
    await begun.promise;
    await loop.stop();
    events.push('stopped');
    expect(events).toEqual(['cleaned up', 'stopped']);
    expect(errors).toEqual([]);
  });

  it('waits within its jitter and never longer than its longest back-off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(10_000),
        (everyMs, jitter, chance, failures) => {
          const wait = waitMs({ everyMs, jitter, random: () => chance }, failures);
          const longest = Math.max(5 * 60_000, everyMs);
          expect(wait).toBeGreaterThanOrEqual(Math.round(everyMs * 0.5) - 1);
          expect(wait).toBeLessThanOrEqual(longest * 1.5 + 1);
        },
      ),
    );
  });
});
