import type { Activity, TurnContext } from 'botbuilder';
import type { Inbound, Outgoing } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { DeliveryError } from '../ports/notifier.ts';
import { excuse } from './answer.ts';
import { toCardActivity } from './card-activity.ts';
import { toDeliveryError } from './delivery-errors.ts';
import { insist } from './insist.ts';
import { type AnswerPrivately, isPrivate } from './private-answers.ts';
import type { TurnTimes } from './turn-times.ts';

interface Means {
  /** Makes the message that offers a sign-in. */
  readonly offerSignIn?: (activity: Activity, words: string) => Promise<Partial<Activity>>;
  readonly log: Log;
  readonly times: TurnTimes;
  readonly answerPrivately: AnswerPrivately;
}

async function send(
  context: TurnContext,
  inbound: Inbound,
  outgoing: Outgoing,
  { offerSignIn }: Pick<Means, 'offerSignIn'> = {},
): Promise<void> {
  const message =
    outgoing.signIn && offerSignIn
      ? await offerSignIn(context.activity, outgoing.text)
      : toCardActivity(outgoing);
  const sent = await context.sendActivity(message);
  if (sent?.id) await tellPlace(inbound, outgoing, sent.id);
}

/** Tells whoever made the card which message holds it. */
export async function tellPlace(
  inbound: Inbound,
  outgoing: Outgoing,
  activityId: string,
): Promise<void> {
  await outgoing.placed?.({ conversation: inbound.conversation, activityId });
}

async function place(
  context: TurnContext,
  inbound: Inbound,
  outgoing: Outgoing,
  means: Means,
): Promise<void> {
  const old = 'cardActivityId' in inbound ? inbound.cardActivityId : undefined;
  if (outgoing.mode !== 'replace' || old === undefined) {
    await send(context, inbound, outgoing, means);
    return;
  }
  try {
    await context.updateActivity({ ...toCardActivity(outgoing), id: old });
    await tellPlace(inbound, outgoing, old);
  } catch (thrown) {
    if (toDeliveryError(thrown, 'update').kind !== 'lost') throw thrown;
    await send(context, inbound, outgoing);
  }
}

/**
 * Puts the answer into the conversation: a new message, or in place of the pressed card; or where its asker alone
 * sees it. Waits where Teams asks to, and says so in one sentence where Teams refuses the card itself.
 */
export async function deliverAnswer(
  context: TurnContext,
  inbound: Inbound,
  outgoing: Outgoing,
  means: Means,
): Promise<void> {
  const { log, times, answerPrivately } = means;
  if (isPrivate(inbound, outgoing)) return answerPrivately(inbound, outgoing);
  try {
    await insist(() => place(context, inbound, outgoing, means), times);
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError) || thrown.kind !== 'refused') throw thrown;
    await send(context, inbound, excuse(log, 'Teams did not take the answer’s card.', thrown));
  }
}
