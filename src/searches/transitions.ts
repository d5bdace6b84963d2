import { waitBeforeRetryMs } from '../domain/backoff.ts';
import type { SearchJob, SearchPart, SearchProblem, SearchResult } from '../domain/search-job.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { AppError } from '../errors.ts';
import type { AuditSearchProgress } from '../ports/audit-search.ts';
import { checkAfterMs, giveUpMs, submittingMs } from './pace.ts';

const after = (now: Date, ms: number) => new Date(now.getTime() + ms);
/** A window that is shorter is asked for whole again. */
const shortestHalfMs = 30 * 60_000;
/** After so many refused submissions in a row the window is taken to be too much. */
const refusalsBeforeSplit = 3;
/** A month or more of busy mailboxes is what fails; after this many failures nothing else will help either. */
const mostFailures = 40;

function withPart(job: SearchJob, place: number, change: Partial<SearchPart>): SearchJob {
  const parts = job.parts.map((part, at) => (at === place ? { ...part, ...change } : part));
  return { ...job, parts };
}

const moving = { failures: 0, waitsFor: undefined } as const;

/** Saved before the submission is sent, so that of two who would send it one does. */
export function submitting(job: SearchJob, part: number, now: Date): SearchJob {
  return { ...withPart(job, part, { state: 'submitting' }), dueAt: after(now, submittingMs) };
}

export function submitted(job: SearchJob, part: number, searchId: string, now: Date): SearchJob {
  const sent = withPart(job, part, { state: 'waiting', searchId });
  const isAll = sent.parts.every(({ state }) => state !== 'planned');
  return { ...sent, ...moving, checks: 0, dueAt: isAll ? after(now, checkAfterMs(0)) : now };
}

/** What the service said of a part; undefined: it does not know it any more. */
export function checked(
  job: SearchJob,
  part: number,
  progress: AuditSearchProgress | undefined,
  now: Date,
): SearchJob {
  const state = progress?.state ?? 'failed';
  if (state === 'failed' || state === 'cancelled')
    return plannedAnew(job, part, endOf(progress), now);
  if (state === 'succeeded') {
    const isTruncated = progress?.isTruncated ?? false;
    return { ...withPart(job, part, { state, isTruncated }), ...moving, dueAt: now };
  }
  const checks = job.checks + 1;
  return {
    ...withPart(job, part, { state }),
    ...moving,
    checks,
    dueAt: after(now, checkAfterMs(checks)),
  };
}

function endOf(progress: AuditSearchProgress | undefined): SearchProblem {
  const what = { failed: 'failed', cancelled: 'was cancelled' } as const;
  const state = progress?.state === 'cancelled' ? 'cancelled' : 'failed';
  return {
    code: state,
    sentence: progress
      ? `Microsoft’s search ${what[state]}, twice.`
      : 'Microsoft no longer knows the search, twice.',
    hint: 'Ask for a shorter range, or search in Purview.',
  };
}

function halves({ from, to }: TimeWindow): TimeWindow[] {
  const spanMs = to.getTime() - from.getTime();
  if (spanMs < 2 * shortestHalfMs) return [{ from, to }];
  const middle = new Date(from.getTime() + Math.floor(spanMs / 2 / 1000) * 1000);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** A part once more in two halves; what failed twice has failed. */
function plannedAnew(job: SearchJob, place: number, problem: SearchProblem, now: Date): SearchJob {
  const part = job.parts[place];
  if (part === undefined || part.isAgain) return failed(job, problem, now);
  const again = halves(part.window).map(
    (window): SearchPart => ({
      window,
      isMailbox: part.isMailbox,
      state: 'planned',
      isTruncated: false,
      isAgain: true,
    }),
  );
  const parts = job.parts.toSpliced(place, 1, ...again);
  return { ...job, ...moving, parts, checks: 0, dueAt: now };
}

export function failed(job: SearchJob, problem: SearchProblem, now: Date): SearchJob {
  return { ...job, state: 'failed', problem, waitsFor: undefined, endedAt: now };
}

export function gaveUp(job: SearchJob, now: Date): SearchJob {
  const hours = Math.round(giveUpMs / 3_600_000);
  return failed(
    job,
    {
      code: 'given-up',
      sentence: `Microsoft has not finished the search in ${hours} hours.`,
      hint: 'Ask for a shorter range, or search in Purview.',
    },
    now,
  );
}

/** A step that failed: later again, in halves where a submission is refused again and again, or the end. */
export function stumbled(job: SearchJob, error: AppError, now: Date, random: number): SearchJob {
  const { code, message: sentence, hint, retryAfterSeconds } = error;
  const problem: SearchProblem = { code, sentence, hint };
  const failures = job.failures + 1;
  if (!error.retryable || failures > mostFailures) return failed(job, problem, now);
  const refused = job.parts.findIndex(({ state, isAgain }) => state === 'submitting' && !isAgain);
  if (refused >= 0 && code === 'unavailable' && failures >= refusalsBeforeSplit) {
    return plannedAnew(job, refused, problem, now);
  }
  const waitMs = waitBeforeRetryMs({ attempts: failures, retryAfterSeconds, random });
  return { ...job, failures, waitsFor: problem, dueAt: after(now, waitMs) };
}

/** The day's searches are used up. */
export function outOfBudget(job: SearchJob, freeAt: Date): SearchJob {
  return {
    ...job,
    dueAt: freeAt,
    waitsFor: {
      code: 'budget',
      sentence: 'The searches of these 24 hours are used up: it waits for the next one.',
    },
  };
}

export function finished(job: SearchJob, result: SearchResult, now: Date): SearchJob {
  return { ...job, ...moving, state: 'finished', result, endedAt: now };
}

export function cancelled(job: SearchJob, by: string, now: Date): SearchJob {
  return { ...job, state: 'cancelled', waitsFor: undefined, cancelledBy: by, endedAt: now };
}
