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

export type Read = (window: TimeWindow) => readonly MissedTime[];

/** What was not read of a time; a log that the watch never read is none of its. */
export async function readTimes({ tenantId, coverage }: LookBackParts): Promise<Read> {
  const [signIns, audits] = await Promise.all([
    coverage.spans(tenantId, signInLogSource),
    coverage.spans(tenantId, directoryAuditSource),
  ]);
  const logs = [
    { source: signInLogSource, spans: signIns },
    ...(audits.length === 0 ? [] : [{ source: directoryAuditSource, spans: audits }]),
  ];
  return (window) =>
    logs.flatMap(({ source, spans }) =>
      unread(window, spans).map((missed) => ({ source, window: missed })),
    );
}

/** What happened in a time, with the week before where that was read whole. Rejects when the store fails. */
export async function lookBack(
  parts: LookBackParts,
  { window, zone, isSoFar }: Looking,
): Promise<Digest> {
  const { tenantId, digests } = parts;
  const missedIn = await readTimes(parts);
  const { figures, open } = await digests.facts(tenantId, window);
  const earlier = weekBefore(window, zone);
  const wasRead = missedIn(earlier).length === 0;
  const isBehind = ({ window: { from, to } }: MissedTime) =>
    isSoFar && +to === +window.to && +to - +from < pollsBehindMs;
  return {
    window,
    zone,
    isSoFar,
    figures,
    ...(wasRead && { before: await digests.totals(tenantId, earlier) }),
    open,
    missed: missedIn(window).filter((one) => !isBehind(one)),
  };
}
