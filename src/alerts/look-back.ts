import { type Digest, type MissedTime, unread } from '../domain/digest.ts';
import { weekBefore } from '../domain/digest-due.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { CoverageLog } from '../ports/coverage.ts';
import type { Digests } from '../ports/digests.ts';
import { directoryAuditSource, signInLogSource } from '../ports/lateness.ts';

export interface LookBackParts {
  readonly tenantId: string;
  readonly digests: Digests;
  readonly coverage: CoverageLog;
}

interface Looking {
  readonly window: TimeWindow;
  /** IANA name. */
  readonly zone: string;
  /** True when the window's last day is not over. */
  readonly isSoFar: boolean;
}

/** The poll is always a little behind the clock. */
const pollsBehindMs = 10 * 60_000;

interface ReadLog {
  readonly source: string;
  /** Times that were read, oldest first. */
  readonly spans: readonly TimeWindow[];
}

/** The logs that the watch has read: one that it never read is none of them. */
async function readLogs({ tenantId, coverage }: LookBackParts): Promise<ReadLog[]> {
  const [signIns, audits] = await Promise.all([
    coverage.spans(tenantId, signInLogSource),
    coverage.spans(tenantId, directoryAuditSource),
  ]);
  return [
    { source: signInLogSource, spans: signIns },
    ...(audits.length === 0 ? [] : [{ source: directoryAuditSource, spans: audits }]),
  ];
}

/** Gaps since the watch began to read that log. */
function missedIn(window: TimeWindow, { source, spans }: ReadLog): MissedTime[] {
  const began = spans[0]?.from;
  const first = began !== undefined && began <= window.to ? began : window.from;
  return unread(window, spans)
    .filter(({ to }) => to > first)
    .map((missed) => ({ source, window: missed }));
}

/** What happened in a time, with the week before where that was read whole. Rejects when the store fails. */
export async function lookBack(
  parts: LookBackParts,
  { window, zone, isSoFar }: Looking,
): Promise<Digest> {
  const { tenantId, digests } = parts;
  const logs = await readLogs(parts);
  const { figures, open } = await digests.facts(tenantId, window);
  const earlier = weekBefore(window, zone);
  const wasRead = logs.every(({ spans }) => unread(earlier, spans).length === 0);
  const since = logs[0]?.spans[0]?.from;
  const isBehind = ({ window: { from, to } }: MissedTime) =>
    isSoFar && +to === +window.to && +to - +from < pollsBehindMs;
  return {
    window,
    zone,
    isSoFar,
    figures,
    ...(wasRead && { before: await digests.totals(tenantId, earlier) }),
    open,
    missed: logs.flatMap((log) => missedIn(window, log)).filter((one) => !isBehind(one)),
    ...(since !== undefined &&
      since > window.from &&
      since <= window.to && { watchedSince: since }),
  };
}
