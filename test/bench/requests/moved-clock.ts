import type { Clock } from '../../../src/ports/clock.ts';

/** The machine's clock, set forward by hand: what waits for minutes need not be waited for. */
export interface MovedClock extends Clock {
  move(ms: number): void;
}

export function createMovedClock(): MovedClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    move(ms) {
      aheadMs += ms;
    },
  };
}
