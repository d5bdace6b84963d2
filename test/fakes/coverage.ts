import type { TimeWindow } from '../../src/domain/time-window.ts';
import type {
  CoverageLog,
  FailureRun,
  HourOfReads,
  LateArrival,
  Sweep,
} from '../../src/ports/coverage.ts';

export interface CoverageGiven {
  readonly spans?: readonly TimeWindow[];
  readonly failures?: readonly FailureRun[];
  readonly sweeps?: readonly Sweep[];
  readonly late?: readonly LateArrival[];
  readonly hours?: readonly HourOfReads[];
  /** In whatever time is asked for. */
  readonly blocked?: number;
  /** Of the unified audit log; all else is of the sign-ins. */
  readonly unified?: Pick<CoverageGiven, 'spans' | 'failures'>;
}

/** What the ledger proves, as the test says. */
export function createFakeCoverage(given: CoverageGiven = {}): CoverageLog {
  const of = (source: string) => {
    if (source === 'report-only') return {};
    return (source === 'unified-audit' ? given.unified : given) ?? {};
  };
  return {
    spans: async (_tenant, source) => [...(of(source).spans ?? [])],
    failures: async (_tenant, source, since) =>
      (of(source).failures ?? []).filter(({ lastAt }) => lastAt >= since),
    sweeps: async (_tenant, _source, notAfter, limit) =>
      (given.sweeps ?? []).filter(({ startedAt }) => startedAt <= notAfter).slice(0, limit),
    lateArrivals: async (_tenant, _source, since, limit) =>
      (given.late ?? []).filter(({ firstSeenAt }) => firstSeenAt >= since).slice(0, limit),
    blockedIn: async () => given.blocked ?? 0,
    hours: async (_tenant, _source, since) =>
      (given.hours ?? []).filter(({ startsAt }) => startsAt >= since),
  };
}
