import type { AppError } from '../errors.ts';

/** A source that could not be read, since its first failure in a row. */
export interface Failing {
  readonly error: AppError;
  readonly since: Date;
  readonly timesInRow: number;
  readonly failedAt: Date;
  /** When it is tried again. */
  readonly until: Date;
}

/** Which sources wait after failures, each for itself; kept in this process alone. */
export interface Pauses {
  /** Set while the source is to be left alone. */
  pausedUntil(source: string, now: Date): Date | undefined;
  failed(source: string, error: AppError, now: Date): Failing;
  succeeded(source: string): void;
  /** By the source's name, whether it waits or has had its next turn not yet. */
  failing(): ReadonlyMap<string, Failing>;
  /** Another replica reads now: what failed here says nothing any more. */
  clear(): void;
}

const longestMs = 5 * 60_000;
/** A turn comes a little early or late: half of one decides which of them is meant. */
const half = 0.5;

/** Lets a first failure miss no turn, then one, three, seven ..., up to five minutes, and as long as the service asks. */
function waitMs(everyMs: number, timesInRow: number, retryAfterSeconds = 0): number {
  const turns = 2 ** Math.min(timesInRow - 1, 20) - half;
  return Math.max(Math.min(everyMs * turns, longestMs), retryAfterSeconds * 1000);
}

/** `everyMs`: from one turn to the next. */
export function createPauses(everyMs: number): Pauses {
  const known = new Map<string, Failing>();
  return {
    pausedUntil(source, now) {
      const failing = known.get(source);
      if (failing === undefined) return undefined;
      // A clock that was set back must not prolong the wait.
      return now < failing.until && now >= failing.failedAt ? failing.until : undefined;
    },
    failed(source, error, now) {
      const before = known.get(source);
      const timesInRow = (before?.timesInRow ?? 0) + 1;
      const until = new Date(now.getTime() + waitMs(everyMs, timesInRow, error.retryAfterSeconds));
      const failing = { error, since: before?.since ?? now, timesInRow, failedAt: now, until };
      known.set(source, failing);
      return failing;
    },
    succeeded(source) {
      known.delete(source);
    },
    failing: () => known,
    clear: () => known.clear(),
  };
}
