import type { AlertWriter } from '../ports/alert-store.ts';
import { withoutThread } from '../ports/subscriptions.ts';

/** The alert card whose button was pressed. */
export interface PressedCard {
  readonly caseId: string;
  readonly conversationId: string;
  readonly activityId: string;
}

/**
 * `live`: the card is the case's own there. `orphan`: a crash between sending and recording doubled
 * it; its removal is queued. `adopted`: it was sent and never recorded, and is the case's own from now
 * on, so that it is not posted again. `elsewhere`: that conversation gets no alerts.
 */
export type CardStanding = 'live' | 'orphan' | 'adopted' | 'elsewhere';

/** Tells what an alert card is to its case by the message that holds it, in the caller's transaction. */
export async function recogniseOrphan(
  writer: AlertWriter,
  pressed: PressedCard,
  at: Date,
): Promise<CardStanding> {
  const conversationId = withoutThread(pressed.conversationId);
  const subscriptions = await writer.liveSubscriptions();
  if (!subscriptions.some(({ target }) => target.conversationId === conversationId)) {
    return 'elsewhere';
  }
  const messages = await writer.messages(pressed.caseId);
  const own = messages.find((message) => message.conversationId === conversationId);
  if (own?.activityId === pressed.activityId) return 'live';
  if (own === undefined || own.activityId === '') {
    await writer.saveMessage({
      caseId: pressed.caseId,
      conversationId,
      activityId: pressed.activityId,
      postedAt: at,
      sentAt: at,
    });
    return 'adopted';
  }
  await writer.enqueueRemoval(conversationId, pressed.activityId, at);
  return 'orphan';
}
