import type { TimeWindow } from '../domain/time-window.ts';
import type { Sweep } from '../ports/coverage.ts';
import { retentionMs, sliced } from './plan-reads.ts';

/** From the beginning of one sweep to the beginning of the next. */
export const sweepEveryMs = 60 * 60_000;
/** A poll further behind than its settling time and this catches up first. */
const catchingUpMs = 10 * 60_000;
const lookAgainMs = 60_000;

/** What the sweep is to do now. */
export type SweepPlan =
  | { readonly step: 'wait'; readonly until: Date }
  | {
      readonly step: 'begin' | 'go-on';
      readonly startedAt: Date;
      readonly window: TimeWindow;
      /** What is left of it, oldest first. */
      readonly slices: readonly TimeWindow[];
    };

export interface SweepQuestion {
  readonly now: Date;
  /** The newest sweep, ended or not. */
  readonly last: Pick<Sweep, 'startedAt' | 'window' | 'readTo' | 'endedAt'> | undefined;
  /** The beginning of all that was ever read; nothing before it is anybody's business. */
  readonly watchedSince: Date | undefined;
  /** Up to when the poll has read. */
  readonly lastReadTo: Date | undefined;
  readonly settleMs: number;
  readonly overlapMs: number;
  /** How late a record may come and still be found. */
  readonly sweepMs: number;
}

const time = (date: Date): number => date.getTime();

function beginAt(question: SweepQuestion, watchedSince: Date, lastReadTo: Date): SweepPlan {
  const { now, last, overlapMs, sweepMs } = question;
  const dueAt = time(last?.startedAt ?? new Date(time(watchedSince) + overlapMs)) + sweepEveryMs;
  if (time(now) < dueAt) return { step: 'wait', until: new Date(dueAt) };
  // Whatever came since the last sweep began may be as old as that sweep's own oldest record.
  const reach = last === undefined ? 0 : time(last.startedAt) - sweepMs;
  const from = Math.max(reach, time(watchedSince), time(now) - retentionMs);
  const window = { from: new Date(from), to: new Date(time(lastReadTo) - overlapMs) };
  const slices = sliced(window);
  if (slices.length === 0) return { step: 'wait', until: new Date(time(now) + lookAgainMs) };
  return { step: 'begin', startedAt: now, window, slices };
}

/**
 * Goes on with the sweep that is not at its end, or begins one each hour: from as far back before the last
 * sweep's beginning as a record may come late, up to where the poll's own repeated reading begins. So every
 * record that comes no later than `sweepMs` is read after it has come, by the poll or by a sweep.
 */
export function planSweep(question: SweepQuestion): SweepPlan {
  const { now, last, watchedSince, lastReadTo, settleMs } = question;
  const later: SweepPlan = { step: 'wait', until: new Date(time(now) + lookAgainMs) };
  if (watchedSince === undefined || lastReadTo === undefined) return later;
  if (time(now) - time(lastReadTo) > settleMs + catchingUpMs) return later;
  if (last !== undefined && last.endedAt === undefined) {
    const from = new Date(Math.max(time(last.readTo), time(now) - retentionMs));
    const { startedAt, window } = last;
    const slices = sliced({ from, to: window.to });
    if (slices.length > 0) return { step: 'go-on', startedAt, window, slices };
  }
  return beginAt(question, watchedSince, lastReadTo);
}
