import type { Clock } from '../ports/clock.ts';

export type Priority = 'person' | 'poll';
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A share of a service's rate limit. Whoever asks waits for its turn; people go before the poll. */
export interface Budget {
  /** Resolves when a request may start; rejects with the signal's reason when that fires first. */
  take(priority: Priority, signal?: AbortSignal): Promise<void>;
  /** The service said how long it wants to be left alone. */
  pause(seconds: number): void;
}

interface BudgetOptions {
  /** At most so many starts … */
  readonly most: number;
  /** … in any such span, in milliseconds. */
  readonly perMs: number;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

interface Waiter {
  readonly priority: Priority;
  start(): void;
}

/** The instant at which one more start fits into the span. The poll leaves one start to people. */
export function freeAt(
  starts: readonly number[],
  now: number,
  limits: { readonly most: number; readonly perMs: number },
  priority: Priority,
): number {
  const most = priority === 'poll' && limits.most > 1 ? limits.most - 1 : limits.most;
  const recent = starts.filter((start) => start > now - limits.perMs);
  const blocking = recent[recent.length - most];
  return blocking === undefined ? now : blocking + limits.perMs;
}

export function createBudget({ most, perMs, clock, sleep }: BudgetOptions): Budget {
  let starts: number[] = [];
  let pausedUntil = 0;
  let pumping = false;
  const waiting: Waiter[] = [];

  function nextInLine(): Waiter | undefined {
    return waiting.find((waiter) => waiter.priority === 'person') ?? waiting[0];
  }

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    for (let next = nextInLine(); next; next = nextInLine()) {
      const now = clock.now().getTime();
      const due = Math.max(freeAt(starts, now, { most, perMs }, next.priority), pausedUntil);
      if (due > now) {
        await sleep(Math.min(due - now, 250));
        continue;
      }
      starts = [...starts.filter((start) => start > now - perMs), now];
      waiting.splice(waiting.indexOf(next), 1);
      next.start();
    }
    pumping = false;
  }

  return {
    take(priority, signal) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          const place = waiting.indexOf(waiter);
          if (place >= 0) waiting.splice(place, 1);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          priority,
          start() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(waiter);
        pump().catch(reject);
      });
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, clock.now().getTime() + seconds * 1000);
    },
  };
}
