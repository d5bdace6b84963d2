import type { SearchJob } from '../../domain/search-job.ts';
import type { TimeWindow } from '../../domain/time-window.ts';

const hourMs = 60 * 60_000;
/** Records of the unified audit log come after 60 to 90 minutes mostly, and after a day now and then. */
export const lookBackMs = 24 * hourMs;
/** After a longer absence no more is looked for than what the other logs hold too. */
const longestMs = 30 * 24 * hourMs;
const retryMs = hourMs;
/** Failures at the service that may be over soon; all others wait for somebody to mend something. */
const passing: readonly string[] = ['failed', 'given-up'];

/** How the watch over the unified audit log stands. */
export interface UnifiedStanding {
  /** The newest search of the watch, whatever became of it. */
  readonly last: SearchJob | undefined;
  /** Up to when searches were read; undefined: none was. */
  readonly readTo: Date | undefined;
  /** When a failure was last noted. */
  readonly notedAt: Date | undefined;
  /** From one search to the next. */
  readonly everyMs: number;
}

/** What is to be done next. */
export type UnifiedStep =
  | { readonly do: 'search'; readonly window: TimeWindow }
  | { readonly do: 'file'; readonly job: SearchJob }
  | { readonly do: 'note failure'; readonly job: SearchJob }
  | { readonly do: 'wait'; readonly until?: Date };

const isAfter = (one: Date, other: Date | undefined) => other === undefined || one > other;

function nextAt({ last, readTo, everyMs }: UnifiedStanding): Date | undefined {
  if (last === undefined) return readTo && new Date(readTo.getTime() + everyMs);
  if (last.state === 'finished') {
    // Found and forgotten before it was read: at once again.
    const isRead = !isAfter(last.window.to, readTo);
    return isRead ? new Date(last.window.to.getTime() + everyMs) : undefined;
  }
  const maySucceed = passing.includes(last.problem?.code ?? '');
  const waitMs = maySucceed ? Math.min(everyMs, retryMs) : everyMs;
  return new Date((last.endedAt ?? last.createdAt).getTime() + waitMs);
}

/** The step that is due. A search covers what was read before once more, for what came late. */
export function planStep(standing: UnifiedStanding, now: Date): UnifiedStep {
  const { last, readTo, notedAt } = standing;
  if (last?.state === 'open') return { do: 'wait' };
  if (last?.state === 'finished' && last.result?.reading !== undefined) {
    if (isAfter(last.window.to, readTo)) return { do: 'file', job: last };
  }
  if (last?.state === 'failed' && isAfter(last.endedAt ?? last.createdAt, notedAt)) {
    return { do: 'note failure', job: last };
  }
  const due = nextAt(standing);
  if (due !== undefined && due > now) return { do: 'wait', until: due };
  const from = (readTo ?? now).getTime() - lookBackMs;
  return {
    do: 'search',
    window: { from: new Date(Math.max(from, now.getTime() - longestMs)), to: now },
  };
}
