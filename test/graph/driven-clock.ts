import type { Sleep } from '../../src/graph/budget.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** A clock that moves only when a test lets it, from wake-up to wake-up, so that each sees its own time. */
export interface DrivenClock extends Clock {
  readonly sleep: Sleep;
  /** How many sleep right now. */
  asleep(): number;
  /** Moves to the instant, waking sleepers on the way; each step ends when nothing is left to do in it. */
  moveTo(instantMs: number): Promise<void>;
  /** Moves until nobody sleeps. */
  moveToEnd(): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** Starts at 0. */
export function createDrivenClock(): DrivenClock {
  let nowMs = 0;
  const sleepers = new Set<Sleeper>();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const nextAt = () => Math.min(...[...sleepers].map(({ at }) => at));

  async function moveTo(instantMs: number): Promise<void> {
    await settle();
    for (let at = nextAt(); at <= instantMs; at = nextAt()) {
      nowMs = Math.max(nowMs, at);
      for (const sleeper of sleepers) if (sleeper.at <= nowMs) sleeper.wake();
      await settle();
    }
    nowMs = Math.max(nowMs, instantMs);
  }

  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper: Sleeper = {
          at: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve(undefined);
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    asleep: () => sleepers.size,
    moveTo,
    async moveToEnd() {
      await settle();
      while (sleepers.size > 0) await moveTo(nextAt());
    },
  };
}
