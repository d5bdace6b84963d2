import { type Activity, TurnContext } from 'botbuilder';
import type { ActionIn, Inbound, Outgoing } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { findAnswer, type Handle } from './answer.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { type InvokeAnswer, toCardAnswer, toMessageAnswer } from './card-activity.ts';
import { deliverAnswer, tellPlace } from './deliver-answer.ts';
import { type AnswerPrivately, isPrivate } from './private-answers.ts';
import { type TurnTimes, within } from './turn-times.ts';
import type { TokenService } from './user-tokens.ts';

/** What a turn works with. */
export interface TurnMeans {
  readonly adapter: BotAdapter;
  readonly appId: string;
  readonly handle: Handle;
  readonly log: Log;
  readonly times: TurnTimes;
  /** Makes the message that offers a sign-in; absent where nobody signs in. */
  readonly offerSignIn?: TokenService['offer'];
  readonly answerPrivately: AnswerPrivately;
  /** Takes on what goes on after the HTTP request was answered, so that shutting down can wait for it. */
  readonly goOn: (work: Promise<unknown>) => void;
}

/** Shows “typing” after a while and again while the answer is not there. Gives the way to stop it. */
function showTyping(context: TurnContext, { log, times }: TurnMeans): () => void {
  const show = () => {
    context.sendActivity({ type: 'typing' }).catch((err: unknown) => {
      log.debug({ err }, 'typing indicator not shown');
    });
    timer = setTimeout(show, times.typingEveryMs);
  };
  let timer = setTimeout(show, times.typingAfterMs);
  return () => clearTimeout(timer);
}

/** Sends the answer outside the request's turn, to the same conversation and thread. */
function answerLater(
  activity: Activity,
  inbound: Inbound,
  work: Promise<Outgoing>,
  means: TurnMeans,
): void {
  const reference = TurnContext.getConversationReference(activity);
  const deliver = async () => {
    const outgoing = await work;
    await means.adapter.continueConversationAsync(means.appId, reference, async (context) => {
      context.activity.id = reference.activityId ?? '';
      await deliverAnswer(context, inbound, outgoing, means);
    });
  };
  means.goOn(
    deliver().catch((err: unknown) => {
      means.log.error({ err }, 'answer could not be sent');
    }),
  );
}

async function answerInvoke(
  activity: Activity,
  inbound: ActionIn,
  work: Promise<Outgoing>,
  means: TurnMeans,
): Promise<InvokeAnswer> {
  const ready = await within(work, means.times.invokeMs);
  if (ready?.mode === 'whisper') return toMessageAnswer(ready.text);
  const isForOne = ready !== undefined && isPrivate(inbound, ready);
  // Teams shows the card of a response to the presser alone; one that is edited later would be edited for all.
  if (ready?.mode === 'replace' && !(isForOne && ready.placed)) {
    if (inbound.cardActivityId) await tellPlace(inbound, ready, inbound.cardActivityId);
    return toCardAnswer(ready.card);
  }
  answerLater(activity, inbound, work, means);
  if (isForOne) return toMessageAnswer('Answered in a message to you alone.');
  return toMessageAnswer(ready ? 'Answered in a new message.' : 'Still reading…');
}

async function answerMessage(
  context: TurnContext,
  inbound: Inbound,
  work: Promise<Outgoing>,
  means: TurnMeans,
): Promise<void> {
  const stopTyping = showTyping(context, means);
  const ready = await within(work, means.times.turnMs).finally(stopTyping);
  if (ready === undefined) answerLater(context.activity, inbound, work, means);
  else await deliverAnswer(context, inbound, ready, means);
}

/** One turn: asks the application, and answers in the turn or, when that takes too long, after it. */
export async function takeTurn(
  context: TurnContext,
  inbound: Inbound,
  means: TurnMeans,
): Promise<void> {
  const work = findAnswer(inbound, means);
  if (inbound.kind === 'file-consent') {
    // Teams waits for no answer here, only for having been heard; the card is edited when it is known.
    answerLater(context.activity, inbound, work, means);
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200 } });
    return;
  }
  if (context.activity.type !== 'invoke' || inbound.kind !== 'action') {
    await answerMessage(context, inbound, work, means);
    return;
  }
  const body = await answerInvoke(context.activity, inbound, work, means);
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}
