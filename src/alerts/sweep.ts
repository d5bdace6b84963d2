import type { LedgerEntry } from '../ports/alert-store.ts';
import type { CoverageLog } from '../ports/coverage.ts';
import { planSweep } from './plan-sweep.ts';
import type { PollDeps } from './poll.ts';
import { signInSource } from './read-slice.ts';
import { readSlices } from './read-slices.ts';

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

/**
 * Reads what has come late, when it is due, through the poll's own pipeline. It goes on where it, or
 * another replica, stopped, and leaves the log to the poll whenever that reads. Rejects as the poll does.
 */
export async function sweep(deps: SweepDeps, reading: SweepReading): Promise<SweepResult> {
  const { store, coverage, tenantId, clock, settleMs, overlapMs, sweepMs } = deps;
  const now = clock.now();
  const [[last], [first], lastReadTo] = await Promise.all([
    coverage.sweeps(tenantId, signInSource, now, 1),
    coverage.spans(tenantId, signInSource),
    store.lastReadTo(tenantId, signInSource, now),
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
    await store.write(tenantId, (writer) =>
      writer.beginSweep({ source: signInSource, startedAt, window }),
    );
  }
  return { reads: await readSlices(deps, plan.slices, { ...reading, sweepAt: startedAt }) };
}
