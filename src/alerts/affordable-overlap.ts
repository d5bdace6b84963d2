import type { LedgerEntry } from '../ports/alert-store.ts';

/** What reading the overlap once more may cost: 5 requests. */
const mostRows = 5_000;
/** Records that come later than this are the sweep's while the overlap is cut. */
const leastMs = 5 * 60_000;
/** Reads of so many slices are looked at: of an hour, and more. */
export const entriesLookedAt = 200;

/**
 * How far a poll reaches back over what was read. Where a storm lies in the overlap it is left out, though never the
 * last five minutes: what comes later than that is found by the hourly sweep, which reads all that is older than the
 * whole overlap. So nothing is missed, and people's questions do not wait behind the same rows for an hour.
 */
export function affordableOverlap(
  newestFirst: readonly Pick<LedgerEntry, 'to' | 'newRows'>[],
  overlapMs: number,
): number {
  const safePoint = newestFirst[0]?.to.getTime() ?? 0;
  let rows = 0;
  for (const { to, newRows } of newestFirst) {
    const reachMs = safePoint - to.getTime();
    if (reachMs > overlapMs) break;
    rows += newRows;
    if (rows > mostRows) return Math.min(overlapMs, Math.max(leastMs, reachMs));
  }
  return overlapMs;
}
