const firstWaitMs = 2_000;
const longestWaitMs = 5 * 60_000;

interface Try {
  /** Tries so far, from 1. */
  readonly attempts: number;
  /** What the service asked for; nothing is tried earlier. */
  readonly retryAfterSeconds: number | undefined;
  /** 0..1 */
  readonly random: number;
}

/** How long until the next try: doubled each time up to five minutes, half of it random, so that many rows do not come back at once. */
export function waitBeforeRetryMs({ attempts, retryAfterSeconds, random }: Try): number {
  const doubled = Math.min(firstWaitMs * 2 ** Math.min(attempts - 1, 20), longestWaitMs);
  const spread = Math.round(doubled * (0.5 + random / 2));
  return Math.max(spread, (retryAfterSeconds ?? 0) * 1000);
}
