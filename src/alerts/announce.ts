import type { Case } from '../domain/case.ts';
import type { AlertWriter, CaseMessage } from '../ports/alert-store.ts';
import { placesFor } from './routing.ts';
import { suppress } from './suppress.ts';

/** A card changes at most this often; what comes faster is shown by the next update. */
export const cardIntervalMs = 3_000;

/**
 * Asks, in the caller's transaction, for the case's card to be posted where it belongs and is not shown yet, and
 * updated wherever it is. A suppressed case is only updated, and quiet hours put a post off, to be told in a line
 * at their end: edits ring nowhere. `hastens`: a post that was put off is put off no longer.
 */
export async function announce(
  writer: AlertWriter,
  alert: Case,
  now: Date,
  {
    updateOnly = suppress(alert, now) !== undefined,
    postNotBefore = now,
    hastens = false,
  }: {
    readonly updateOnly?: boolean;
    readonly postNotBefore?: Date | undefined;
    readonly hastens?: boolean;
  } = {},
): Promise<void> {
  const messages = await writer.messages(alert.id);
  const sentAt = new Map(messages.map((message) => [message.conversationId, message.sentAt]));
  const live = await writer.liveSubscriptions();
  const places = updateOnly ? new Set<string>() : placesFor(alert.routing, live);
  for (const { target } of live) {
    const last = sentAt.get(target.conversationId);
    if (last === undefined && !places.has(target.conversationId)) continue;
    const earliest = last === undefined ? postNotBefore.getTime() : last.getTime() + cardIntervalMs;
    if (last === undefined && postNotBefore > now) {
      await writer.enqueueQuietEnd(postNotBefore, target.conversationId);
    }
    const dueAt = new Date(Math.max(now.getTime(), earliest));
    await writer.enqueueCard(alert.id, target.conversationId, dueAt, hastens);
  }
  await bringUpToDate(
    writer,
    alert,
    messages.filter((one) =>
      live.every(({ target }) => target.conversationId !== one.conversationId),
    ),
    now,
  );
}

/** Chats of people to whom the case was escalated show it, and receive no alerts. */
async function bringUpToDate(
  writer: AlertWriter,
  { id }: Case,
  messages: readonly CaseMessage[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const chats = await writer.ownChatsAmong(messages.map(({ conversationId }) => conversationId));
  for (const { conversationId, sentAt } of messages) {
    if (!chats.includes(conversationId)) continue;
    const dueAt = Math.max(now.getTime(), sentAt.getTime() + cardIntervalMs);
    await writer.enqueueCard(id, conversationId, new Date(dueAt));
  }
}
