import type { Clock } from '../ports/clock.ts';
import { type Priority, priorities } from '../ports/read-options.ts';

/** Resolves after so long; rejects when the signal fires first. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<unknown>;

/** A share of a service's rate limit. Whoever asks waits for its turn; in the order of priorities. */
export interface Budget {
  /** Resolves when a request may start; rejects with the signal's reason when that fires first. */
  take(priority: Priority, signal?: AbortSignal): Promise<void>;
  /** The service said how long it wants to be left alone. */
  pause(seconds: number): void;
  /** Milliseconds left of that. */
  pausedForMs(): number;
}

interface Limits {
  /** At most so many starts … */
  readonly most: number;
  /** … in any such span, in milliseconds. */
  readonly perMs: number;
}

interface BudgetOptions extends Limits {
  readonly clock: Clock;
  readonly sleep: Sleep;
}

interface Waiter {
  readonly priority: Priority;
  start(): void;
}

/** Starts that count at `now`; those of a clock that was set back since do not. */
function recentStarts(starts: readonly number[], now: number, perMs: number): number[] {
  return starts.filter((start) => start > now - perMs && start <= now);
}

/** The instant at which one more start fits into the span. The poll leaves one start to people and cards. */
export function freeAt(
  starts: readonly number[],
  now: number,
  { most, perMs }: Limits,
  priority: Priority,
): number {
  const own = priority === 'poll' && most > 1 ? most - 1 : most;
  const recent = recentStarts(starts, now, perMs);
  const blocking = recent[recent.length - own];
  return blocking === undefined ? now : blocking + perMs;
}

export function createBudget({ most, perMs, clock, sleep }: BudgetOptions): Budget {
  const waiting: Waiter[] = [];
  let starts: number[] = [];
  let pausedUntil = 0;
  let isServing = false;
  let nap = new AbortController();

  function nextInLine(): Waiter | undefined {
    for (const priority of priorities) {
      const first = waiting.find((waiter) => waiter.priority === priority);
      if (first !== undefined) return first;
    }
    return undefined;
  }

  async function sleepUntil(due: number, now: number): Promise<void> {
    nap = new AbortController();
    const { signal } = nap;
    try {
      await sleep(due - now, signal);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }

  /** One loop serves all; it ends in the same step in which it finds nobody waiting. */
  async function serve(): Promise<void> {
    isServing = true;
    try {
      for (let next = nextInLine(); next; next = nextInLine()) {
        const now = clock.now().getTime();
        const due = Math.max(freeAt(starts, now, { most, perMs }, next.priority), pausedUntil);
        if (due > now) {
          await sleepUntil(due, now);
          continue;
        }
        starts = [...recentStarts(starts, now, perMs), now];
        waiting.splice(waiting.indexOf(next), 1);
        next.start();
      }
    } finally {
      isServing = false;
    }
  }

  return {
    take(priority, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          waiting.splice(waiting.indexOf(waiter), 1);
          nap.abort();
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          priority,
          start() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(waiter);
        // Whoever comes or goes wakes the loop: the next in line may be another.
        if (isServing) nap.abort();
        else serve().catch(reject);
      });
    },
    pausedForMs: () => Math.max(0, pausedUntil - clock.now().getTime()),
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, clock.now().getTime() + seconds * 1000);
    },
  };
}
