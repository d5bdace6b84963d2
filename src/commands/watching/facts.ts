import type { TimeWindow } from '../../domain/time-window.ts';
import type {
  CoverageLog,
  FailureRun,
  HourOfReads,
  LateArrival,
  Sweep,
} from '../../ports/coverage.ts';
import { type Lateness, type LatenessLog, signInLogSource } from '../../ports/lateness.ts';

/** How the watch reads, as it was set. */
export interface WatchTimes {
  readonly settleMs: number;
  readonly overlapMs: number;
  /** How late a record may come and still be found. */
  readonly sweepMs: number;
  /** From one sweep to the next. */
  readonly sweepEveryMs: number;
}

/** All that a card on coverage is made from. */
export interface CoverageFacts {
  readonly now: Date;
  readonly times: WatchTimes;
  readonly spans: readonly TimeWindow[];
  /** Of the last seven days, newest first. */
  readonly failures: readonly FailureRun[];
  /** Of the last seven days, newest first. */
  readonly sweeps: readonly Sweep[];
  readonly late: readonly LateArrival[];
  /** Of the last 24 hours. */
  readonly hours: readonly HourOfReads[];
  readonly lateness: Lateness | undefined;
}

interface Sources {
  readonly coverage: CoverageLog;
  readonly lateness: LatenessLog;
  readonly tenantId: string;
  readonly times: WatchTimes;
}

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const mostExamples = 3;

/** Asks the ledger alone: it costs Graph nothing. */
export async function readCoverage(sources: Sources, now: Date): Promise<CoverageFacts> {
  const { coverage, lateness, tenantId, times } = sources;
  const weekAgo = new Date(now.getTime() - weekMs);
  const dayAgo = new Date(now.getTime() - dayMs);
  const [spans, failures, sweeps, late, hours, measured] = await Promise.all([
    coverage.spans(tenantId, signInLogSource),
    coverage.failures(tenantId, signInLogSource, weekAgo),
    coverage.sweeps(tenantId, signInLogSource, now, weekMs / hourMs),
    coverage.lateArrivals(tenantId, signInLogSource, weekAgo, mostExamples),
    coverage.hours(tenantId, signInLogSource, dayAgo),
    lateness.recent(tenantId, signInLogSource),
  ]);
  const recent = sweeps.filter(({ startedAt }) => startedAt >= weekAgo);
  return { now, times, spans, failures, sweeps: recent, late, hours, lateness: measured };
}
