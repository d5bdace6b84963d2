const hourMs = 60 * 60_000;

/** Searches that the service works on for this bot at a time: more are refused now and then, and other tools need some. */
export const mostAtOnce = 5;
/** Submissions in `budgetSpanMs`: what Microsoft grants a tenant at least ("Security audit log query service limits"). */
export const mostSubmissions = 200;
export const budgetSpanMs = 24 * hourMs;
/** After so long without an end a search is given up. */
export const giveUpMs = 6 * hourMs;
/** How long records are kept after the end, for pages, exports and the same question again. */
export const recordsKeptMs = 24 * hourMs;
/** How long it is known that there was a search. */
export const jobsKeptMs = 7 * 24 * hourMs;
/** Whoever submits has answered, or died, by then. */
export const submittingMs = 3 * 60_000;
/** Records kept of one search. */
export const mostRecords = 20_000;

const firstCheckMs = 2_000;
const longestCheckMs = 30_000;

/** How long to wait before asking again how a search stands: 2 s at first, 30 s in the end. */
export function checkAfterMs(checks: number): number {
  return Math.min(longestCheckMs, Math.round(firstCheckMs * 1.5 ** Math.min(checks, 20)));
}

/** How often the card of a search is redrawn where nothing but the time has changed. */
export function redrawAfterMs(ageMs: number): number {
  if (ageMs < 2 * 60_000) return 10_000;
  return ageMs < 15 * 60_000 ? 30_000 : 60_000;
}

/** Least time between two edits of one message. */
export const editEveryMs = 3_000;
