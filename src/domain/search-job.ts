import type { TimeWindow } from './time-window.ts';

/** What a search of the unified audit log narrows by, the window apart. */
export interface SearchFilter {
  readonly userPrincipalNames?: readonly string[];
  /** As the service writes them: `Set-Mailbox`. */
  readonly operations?: readonly string[];
  /** camelCase: `sharePointFileOperation`. */
  readonly recordTypes?: readonly string[];
  /** Full URLs; a `*` at the end matches any rest. */
  readonly objectIds?: readonly string[];
  readonly keyword?: string;
  /** Sign-in name: what anybody did in this mailbox is looked for as well, by a search of its own. */
  readonly mailbox?: string;
}

export const searchStates = ['open', 'finished', 'failed', 'cancelled'] as const;
export type SearchState = (typeof searchStates)[number];

/** One search at Microsoft: a job has one, of a mailbox two, and each in two halves of its window after a failure. */
export interface SearchPart {
  readonly window: TimeWindow;
  /** True: it looks for what was done in the mailbox of the filter, by whomever. */
  readonly isMailbox?: boolean;
  /** True: it is in the place of one that failed. */
  readonly isAgain?: boolean;
  /**
   * `planned`: nothing was sent. `submitting`: it is being sent, or whoever sent it died meanwhile.
   * Then what the service says, until `succeeded`.
   */
  readonly state: 'planned' | 'submitting' | 'waiting' | 'running' | 'succeeded';
  /** The service's id. */
  readonly searchId?: string;
  /** The service said that it left records out. */
  readonly isTruncated: boolean;
}

/** Why a job ended without an answer, or waits longer than usual. */
export interface SearchProblem {
  readonly code: string;
  readonly sentence: string;
  readonly hint?: string;
}

/** What was found. */
export interface SearchResult {
  /** The reading that holds the records; absent: they are not kept any more. */
  readonly reading?: string;
  readonly records: number;
  /** The service left records out. */
  readonly isTruncated: boolean;
  /** Records that could not be read at all. */
  readonly unreadable: number;
  /** Records above the most that are kept. */
  readonly dropped: number;
}

/** A search of the unified audit log, from the question to the answer. */
export interface SearchJob {
  readonly tenantId: string;
  /** Short, so that it can be typed. */
  readonly id: string;
  /** `searchKey` of its filter. */
  readonly key: string;
  readonly filter: SearchFilter;
  readonly window: TimeWindow;
  /** The question that began it, as a line that asks the same again. */
  readonly line: string;
  /** What it looks for, in words: `files of Alice`. */
  readonly title: string;
  /** The window in the words of who asked first: `last 7 days`. */
  readonly rangeLabel: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly createdAt: Date;
  readonly state: SearchState;
  readonly parts: readonly SearchPart[];
  /** Times that the service was asked how it stands since the last submission. */
  readonly checks: number;
  /** Steps that failed in a row. */
  readonly failures: number;
  /** The next step is taken then. */
  readonly dueAt: Date;
  /** Why it waits. */
  readonly waitsFor?: SearchProblem;
  /** Why it ended so, of a failed one. */
  readonly problem?: SearchProblem;
  readonly result?: SearchResult;
  readonly endedAt?: Date;
  /** Who stopped it, of a cancelled one. */
  readonly cancelledBy?: string;
  /** Counts what was saved, from 0. */
  readonly revision: number;
}

/** Who asks for what the watch looks for by itself. */
export const theWatch: SearchJob['askedBy'] = { id: '', name: 'the watch' };

/** True of a search that nobody asked for and that nobody waits for any more. */
export function isOldOfWatch({ askedBy, state }: SearchJob): boolean {
  return askedBy.id === theWatch.id && state !== 'open';
}

/** A search that has yet to begin. `newId`: any id, of which ten characters are kept. */
export function beginSearch(
  asked: Pick<
    SearchJob,
    'tenantId' | 'filter' | 'window' | 'line' | 'title' | 'rangeLabel' | 'askedBy' | 'createdAt'
  >,
  newId: string,
): SearchJob {
  return {
    ...asked,
    id: newId.replaceAll('-', '').slice(0, 10),
    key: searchKey(asked.filter),
    state: 'open',
    parts: partsOf(asked.filter, asked.window),
    checks: 0,
    failures: 0,
    dueAt: asked.createdAt,
    revision: 0,
  };
}

/** The searches that a filter takes. */
export function partsOf(filter: SearchFilter, window: TimeWindow): SearchPart[] {
  const planned: SearchPart = { window, state: 'planned', isTruncated: false };
  return filter.mailbox === undefined ? [planned] : [planned, { ...planned, isMailbox: true }];
}

/** The same for filters that ask the same, in whatever order and case their values are. */
export function searchKey(filter: SearchFilter): string {
  const sorted = (values: readonly string[] = []) =>
    [...new Set(values.map((value) => value.toLowerCase()))].sort();
  return JSON.stringify([
    sorted(filter.userPrincipalNames),
    sorted(filter.recordTypes),
    sorted(filter.objectIds),
    filter.keyword?.toLowerCase() ?? '',
    ...(filter.mailbox === undefined ? [] : [filter.mailbox.toLowerCase()]),
    ...(filter.operations === undefined ? [] : [{ operations: sorted(filter.operations) }]),
  ]);
}

/** How much later a question may be asked and still be answered by what was found for one up to “now”. */
export const reuseMs = 60 * 60_000;
const sameMs = 1_500;

/**
 * Whether a search of `known`, begun at `askedAt`, answers a question for `wanted` asked at `now`: the same
 * window, or both up to their “now” and that not long apart. The log itself is an hour late or more.
 */
export function coversWindow(
  known: { readonly window: TimeWindow; readonly askedAt: Date },
  wanted: { readonly window: TimeWindow; readonly now: Date },
): boolean {
  const isNow = (at: Date, now: Date) => Math.abs(now.getTime() - at.getTime()) <= sameMs;
  const start = wanted.window.from.getTime() - known.window.from.getTime();
  const end = wanted.window.to.getTime() - known.window.to.getTime();
  if (Math.abs(start) <= sameMs && Math.abs(end) <= sameMs) return true;
  const areUpToNow = isNow(known.window.to, known.askedAt) && isNow(wanted.window.to, wanted.now);
  const spanMs = wanted.window.to.getTime() - wanted.window.from.getTime();
  const isSoon = end > 0 && end <= Math.min(reuseMs, spanMs / 4);
  const startsAlike = Math.abs(start) <= sameMs || Math.abs(start - end) <= sameMs;
  return areUpToNow && isSoon && startsAlike;
}

export function hasEnded(job: SearchJob): boolean {
  return job.state !== 'open';
}
