import type { AppError } from '../errors.ts';
import type { Priority } from '../ports/read-options.ts';

/** One try that came to nothing. */
export interface Failure {
  readonly error: AppError;
  /** How many tries such a failure is worth in all, the first included. */
  readonly tries: number;
}

/** How long waits between tries may add up to, by who waits: a look-up answers within 25 s. */
export const patienceMs: Readonly<Record<Priority, number>> = {
  person: 15_000,
  card: 15_000,
  poll: 120_000,
};

const firstBackOffMs = 500;
/** Spread, so that replicas told the same do not come back together. */
const spreadMs = 250;

/** Seconds that a Retry-After header (a number or a date) asks for. */
export function readRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

interface Tries {
  /** Tries so far. */
  readonly tried: number;
  /** Milliseconds waited so far. */
  readonly waitedMs: number;
  readonly priority: Priority;
  /** 0..1 */
  readonly random: number;
}

/** How long to wait before the next try; undefined when there is to be none. */
export function nextWaitMs(failure: Failure, tries: Tries): number | undefined {
  if (tries.tried >= failure.tries) return undefined;
  const asked = failure.error.retryAfterSeconds;
  const wait =
    asked === undefined
      ? firstBackOffMs * 2 ** (tries.tried - 1) * (0.5 + tries.random / 2)
      : asked * 1000 + tries.random * spreadMs;
  return tries.waitedMs + wait > patienceMs[tries.priority] ? undefined : Math.round(wait);
}
