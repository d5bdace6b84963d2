import type { TimeWindow } from '../../domain/time-window.ts';
import type { KnownTrouble } from '../../domain/trouble.ts';
import type {
  CoverageLog,
  FailureRun,
  HourOfReads,
  LateArrival,
  Sweep,
} from '../../ports/coverage.ts';
import { type Lateness, type LatenessLog, signInLogSource } from '../../ports/lateness.ts';
import type { SignInCounts } from '../../ports/sign-in-counts.ts';
import type { Troubles } from '../../ports/troubles.ts';
import { orProblem } from '../or-problem.ts';
import type { UnifiedStanding } from './unified.ts';

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
  /** What the watch has seen of what Graph itself has counted; absent where Graph does not say. */
  readonly counted: Counted | undefined;
  /** What is wrong with the watch now. */
  readonly troubles: readonly KnownTrouble[];
  /** Of the unified audit log; absent while no rule looks at it. */
  readonly unified?: UnifiedStanding | undefined;
}

/** Blocked sign-ins of a time that was read whole. */
interface Counted {
  readonly window: TimeWindow;
  readonly seen: number;
  /** By Graph's own counter. */
  readonly byGraph: number;
}

interface Sources {
  readonly coverage: CoverageLog;
  readonly lateness: LatenessLog;
  readonly tenantId: string;
  readonly times: WatchTimes;
  readonly signInCounts: SignInCounts;
  readonly troubles: Pick<Troubles, 'recent'>;
}

const hourMs = 60 * 60_000;
const halfHourMs = hourMs / 2;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const mostExamples = 3;

/** A day that ended an hour ago, in whole half hours as Graph counts, or undefined when it was not read whole. */
function countedWindow(spans: readonly TimeWindow[], now: Date): TimeWindow | undefined {
  const to = new Date(Math.floor((now.getTime() - hourMs) / halfHourMs) * halfHourMs);
  const from = new Date(to.getTime() - dayMs);
  return spans.some((span) => span.from <= from && span.to >= to) ? { from, to } : undefined;
}

async function readCounted(
  { coverage, signInCounts, tenantId }: Sources,
  window: TimeWindow | undefined,
  signal: AbortSignal,
): Promise<Counted | undefined> {
  if (window === undefined) return undefined;
  const [byGraph] = await orProblem(signInCounts.blocked(window, signal), undefined);
  if (byGraph === undefined) return undefined;
  const read = { from: window.from, to: new Date(window.to.getTime() - 1) };
  return { window, byGraph, seen: await coverage.blockedIn(tenantId, signInLogSource, read) };
}

/** Asks the ledger, and Graph for its own count: one request at most. */
export async function readCoverage(
  sources: Sources,
  now: Date,
  signal: AbortSignal,
): Promise<CoverageFacts> {
  const { coverage, lateness, tenantId, times } = sources;
  const weekAgo = new Date(now.getTime() - weekMs);
  const dayAgo = new Date(now.getTime() - dayMs);
  const [spans, failures, sweeps, late, hours, measured, troubles] = await Promise.all([
    coverage.spans(tenantId, signInLogSource),
    coverage.failures(tenantId, signInLogSource, weekAgo),
    coverage.sweeps(tenantId, signInLogSource, now, weekMs / hourMs),
    coverage.lateArrivals(tenantId, signInLogSource, weekAgo, mostExamples),
    coverage.hours(tenantId, signInLogSource, dayAgo),
    lateness.recent(tenantId, signInLogSource),
    sources.troubles.recent(tenantId, now),
  ]);
  const recent = sweeps.filter(({ startedAt }) => startedAt >= weekAgo);
  const counted = await readCounted(sources, countedWindow(spans, now), signal);
  return {
    now,
    times,
    spans,
    failures,
    sweeps: recent,
    late,
    hours,
    lateness: measured,
    troubles,
    counted,
  };
}
