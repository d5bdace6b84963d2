import type { Health } from '../domain/health.ts';

/** One thing that was looked at. Nothing in it is a secret. */
export interface Finding {
  /** Stable: scripts may rely on it. */
  readonly id: string;
  readonly title: string;
  readonly state: Health;
  /** What was seen, as a sentence or less; for `skip`, why. */
  readonly evidence: string;
  /** The next step, a line each; with `warn` and `fail` alone. */
  readonly fix?: string;
}

/** Looks at the whole set-up, in the order in which things depend on each other. */
export interface Doctor {
  /** Never rejects; what the signal cuts off is told as not looked at. */
  examine(signal: AbortSignal): Promise<readonly Finding[]>;
}
