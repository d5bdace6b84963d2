import type { Case, CaseSignIn } from '../domain/case.ts';
import { isWorse } from '../domain/severity.ts';
import type { AlertWriter } from '../ports/alert-store.ts';
import { cardIntervalMs } from './announce.ts';
import { flare, rise } from './bot-steps.ts';
import { span } from './span.ts';

const hourMs = 60 * 60_000;
/** How long nothing happened, and how long people have known of the case, before more of it is news. */
const calmMs = hourMs;
/** From one such reply of a case to the next. */
const restMs = hourMs;

/** The longest time without a record up to the newest; what is older than all that the case held is no news. */
export function longestCalmMs(before: Case, adds: readonly Pick<CaseSignIn, 'at'>[]): number {
  const later = adds.map(({ at }) => at.getTime()).filter((at) => at > before.lastAt.getTime());
  let [last, longest] = [before.lastAt.getTime(), 0];
  for (const at of later.toSorted((a, b) => a - b)) {
    longest = Math.max(longest, at - last);
    last = at;
  }
  return longest;
}

/** When the replies of the case's history about new bursts and rises are over and the next one may come. */
export function nextReplyAt({ history }: Pick<Case, 'history'>, now: Date): Date {
  let next = 0;
  for (const { at, what } of history) {
    if (what === 'flared' || what === 'rose') next = Math.max(at.getTime(), next) + restMs;
  }
  return new Date(Math.max(now.getTime(), next));
}

/** What is told once more of a case that grew, when, and to those who were told of it by then. */
interface News {
  readonly alert: Case;
  readonly dueAt: Date;
  /** Absent: whenever they were told. */
  readonly toldBy?: Date;
}

/**
 * A case that grew rings again when it got worse, or when it went on after it had been calm. A rise waits for its
 * turn; a burst that comes before its turn belongs to what was told.
 */
export function newsOf(
  before: Case,
  after: Case,
  adds: readonly Pick<CaseSignIn, 'at'>[],
  now: Date,
): News | undefined {
  const dueAt = nextReplyAt(after, now);
  if (isWorse(after.severity, before.severity)) {
    const note = `from ${before.severity} to ${after.severity}`;
    return { alert: rise(after, now, note), dueAt };
  }
  const calm = longestCalmMs(before, adds);
  if (calm < calmMs || dueAt > now) return undefined;
  const added = Math.max(1, after.count - before.count);
  const records = after.latest.record === undefined ? 'sign-in' : 'log entry';
  const many = after.latest.record === undefined ? 'sign-ins' : 'log entries';
  const note = `${added} new ${added === 1 ? records : many} after ${span(calm)} of quiet`;
  const toldBy = new Date(now.getTime() - calmMs);
  return { alert: flare(after, now, note), dueAt, toldBy };
}

/**
 * Asks, in the caller's transaction, for a reply below the cards of a case that rings again, and gives the case with
 * that step; as it was where there is no news, or nobody was told of the case yet: then its post is the news.
 */
export async function ringAgain(
  writer: AlertWriter,
  before: Case,
  after: Case,
  adds: readonly CaseSignIn[],
  now: Date,
): Promise<Case> {
  const news = newsOf(before, after, adds, now);
  if (news === undefined) return after;
  const live = new Set(
    (await writer.liveSubscriptions()).map(({ target }) => target.conversationId),
  );
  const told = (await writer.messages(after.id)).filter(
    ({ conversationId, postedAt }) =>
      live.has(conversationId) && (news.toldBy === undefined || postedAt <= news.toldBy),
  );
  if (told.length === 0) return after;
  // Whoever is rung up finds the card as it is now.
  const dueAt = new Date(news.dueAt.getTime() + cardIntervalMs);
  for (const { conversationId } of told) {
    await writer.enqueueReply(after.id, news.alert.history.length - 1, conversationId, dueAt);
  }
  return news.alert;
}
