import type { Sleep } from '../../src/graph/budget.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** A clock that moves only when somebody sleeps, and then at once. */
export interface SteadyClock extends Clock {
  readonly sleep: Sleep;
  /** Every sleep so far, in milliseconds. */
  readonly slept: readonly number[];
  advance(ms: number): void;
}

export function createSteadyClock(start: Date): SteadyClock {
  let nowMs = start.getTime();
  const slept: number[] = [];
  return {
    now: () => new Date(nowMs),
    slept,
    advance(ms) {
      nowMs += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      nowMs += ms;
    },
  };
}
