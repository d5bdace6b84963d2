import type { LedgerEntry } from '../ports/alert-store.ts';
import type { CoverageLog } from '../ports/coverage.ts';
import { eachSource } from './each-source.ts';
import { planSweep } from './plan-sweep.ts';
import type { PollDeps } from './poll.ts';
import { readSlices } from './read-slices.ts';
import { type Source, sourcesOf } from './source.ts';

export interface SweepDeps extends PollDeps {
  readonly coverage: CoverageLog;
  /** How late a record may come and still be found. */
  readonly sweepMs: number;
}

interface SweepReading {
  readonly signal: AbortSignal;
  readonly mayGoOn: () => Promise<boolean>;
  /** Resolves when the poll reads nothing. */
  readonly turn: () => Promise<unknown>;
}

/** What one call did, or from when on there is something to do. */
export type SweepResult =
  | { readonly reads: readonly LedgerEntry[] }
  | { readonly nothingUntil: Date };

async function sweepSource(
  deps: SweepDeps,
  source: Source,
  reading: SweepReading,
): Promise<SweepResult> {
  const { store, coverage, tenantId, clock, settleMs, overlapMs, sweepMs } = deps;
  const { name } = source;
  const now = clock.now();
  const [[last], [first], lastReadTo] = await Promise.all([
    coverage.sweeps(tenantId, name, now, 1),
    coverage.spans(tenantId, name),
    store.lastReadTo(tenantId, name, now),
  ]);
  const plan = planSweep({
    now,
    last,
    watchedSince: first?.from,
    lastReadTo,
    settleMs,
    overlapMs,
    sweepMs,
  });
  if (plan.step === 'wait') return { nothingUntil: plan.until };
  const { startedAt, window } = plan;
  if (plan.step === 'begin') {
    await store.write(tenantId, (writer) => writer.beginSweep({ source: name, startedAt, window }));
  }
  return { reads: await readSlices(deps, source, plan.slices, { ...reading, sweepAt: startedAt }) };
}

/**
 * Reads what has come late in each source, when it is due, through the poll's own pipeline. It goes on where it, or
 * another replica, stopped, and leaves the log to the poll whenever that reads. A source that fails waits, and rejects
 * as the poll does.
 */
export async function sweep(deps: SweepDeps, reading: SweepReading): Promise<SweepResult> {
  const { pauses, clock } = deps;
  const sources = sourcesOf(deps);
  const done = await eachSource(deps, sources, reading.signal, (source) =>
    sweepSource(deps, source, reading),
  );
  const reads = done.flatMap((result) => ('reads' in result ? [result.reads] : []));
  if (reads.length > 0) return { reads: reads.flat() };
  const now = clock.now();
  const untilMs = [
    ...done.flatMap((result) => ('nothingUntil' in result ? result.nothingUntil : [])),
    ...sources.flatMap(({ name }) => pauses.pausedUntil(name, now) ?? []),
  ].map((until) => until.getTime());
  return { nothingUntil: new Date(Math.min(...untilMs)) };
}
