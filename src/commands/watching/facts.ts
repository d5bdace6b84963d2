import type { TimeWindow } from '../../domain/time-window.ts';
import type { KnownTrouble } from '../../domain/trouble.ts';
import type {
  CoverageLog,
  FailureRun,
  HourOfReads,
  LateArrival,
  Sweep,
  WatchedSource,
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

/** How the watch reads one source. */
export interface SourceFacts extends WatchedSource {
  readonly now: Date;
  readonly times: WatchTimes;
  readonly spans: readonly TimeWindow[];
  /** Of the last seven days, newest first. */
  readonly failures: readonly FailureRun[];
  /** Of the last seven days, newest first. */
  readonly sweeps: readonly Sweep[];
  readonly late: readonly LateArrival[];
  readonly lateness: Lateness | undefined;
  /** Of the last 24 hours. */
  readonly hours: readonly HourOfReads[];
}

/** All that a card on coverage is made from: the sign-ins, and the other sources that are read. */
export interface CoverageFacts extends SourceFacts {
  readonly others: readonly SourceFacts[];
  /** What the watch has seen of what Graph itself has counted, or why that can’t be said. */
  readonly counted: Counted | Uncounted;
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

/** No day was read whole yet, Graph offers no count here, or it did not answer: then why. */
interface Uncounted {
  readonly without: 'a whole day' | 'an offer' | 'an answer';
  readonly problem?: string;
}

interface Sources {
  readonly coverage: CoverageLog;
  readonly lateness: LatenessLog;
  /** What the watch reads now. */
  readonly watchedSources: () => readonly WatchedSource[];
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
): Promise<Counted | Uncounted> {
  if (window === undefined) return { without: 'a whole day' };
  const [byGraph, problem] = await orProblem(signInCounts.blocked(window, signal), undefined);
  if (problem !== '') return { without: 'an answer', problem };
  if (byGraph === undefined) return { without: 'an offer' };
  const read = { from: window.from, to: new Date(window.to.getTime() - 1) };
  return { window, byGraph, seen: await coverage.blockedIn(tenantId, signInLogSource, read) };
}

async function readSource(
  { coverage, lateness, tenantId, times }: Sources,
  { name, records, everyMs }: WatchedSource,
  now: Date,
): Promise<SourceFacts> {
  const weekAgo = new Date(now.getTime() - weekMs);
  const dayAgo = new Date(now.getTime() - dayMs);
  const [spans, failures, sweeps, late, measured, hours] = await Promise.all([
    coverage.spans(tenantId, name),
    coverage.failures(tenantId, name, weekAgo),
    coverage.sweeps(tenantId, name, now, weekMs / hourMs),
    coverage.lateArrivals(tenantId, name, weekAgo, mostExamples),
    lateness.recent(tenantId, name),
    coverage.hours(tenantId, name, dayAgo),
  ]);
  const recent = sweeps.filter(({ startedAt }) => startedAt >= weekAgo);
  const read = { name, records, everyMs, now, times, spans, failures, late, hours };
  return { ...read, sweeps: recent, lateness: measured };
}

/** Asks the ledger, and Graph for its own count: one request at most. */
export async function readCoverage(
  sources: Sources,
  now: Date,
  signal: AbortSignal,
): Promise<CoverageFacts> {
  const { tenantId } = sources;
  const others = sources.watchedSources().filter(({ name }) => name !== signInLogSource);
  const [signIns, othersRead, troubles] = await Promise.all([
    readSource(sources, { name: signInLogSource, records: 'sign-ins' }, now),
    Promise.all(others.map((source) => readSource(sources, source, now))),
    sources.troubles.recent(tenantId, now),
  ]);
  const counted = await readCounted(sources, countedWindow(signIns.spans, now), signal);
  return { ...signIns, others: othersRead, troubles, counted };
}
