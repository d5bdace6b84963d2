import type { TurnContext } from 'botbuilder';
import type { Inbound, Outgoing } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import type { DeliveryError } from '../ports/notifier.ts';
import { excuse } from './answer.ts';
import { toCardActivity } from './card-activity.ts';
import { toDeliveryError } from './delivery-errors.ts';
import type { TurnTimes } from './turn-times.ts';

const maxTries = 3;
const maxWaitMs = 5_000;
/** Statuses by which Teams says that it did not take the message: sending it again makes no second one. */
const notTaken: readonly (number | undefined)[] = [412, 429, 503];

interface Means {
  readonly log: Log;
  readonly times: TurnTimes;
}

function send(context: TurnContext, outgoing: Outgoing): Promise<unknown> {
  return context.sendActivity(toCardActivity(outgoing));
}

async function place(context: TurnContext, inbound: Inbound, outgoing: Outgoing): Promise<void> {
  const old = inbound.kind === 'action' ? inbound.cardActivityId : undefined;
  if (outgoing.mode === 'message' || old === undefined) {
    await send(context, outgoing);
    return;
  }
  try {
    await context.updateActivity({ ...toCardActivity(outgoing), id: old });
  } catch (thrown) {
    if (toDeliveryError(thrown, 'update').kind !== 'lost') throw thrown;
    await send(context, outgoing);
  }
}

function waitMs(error: DeliveryError, times: TurnTimes): number {
  const asked = error.retryAfterSeconds;
  return Math.min(asked === undefined ? times.resendAfterMs : asked * 1000, maxWaitMs);
}

/**
 * Puts the answer into the conversation: a new message, or in place of the pressed card. Waits where
 * Teams asks to, and says so in one sentence where Teams refuses the card itself.
 */
export async function deliverAnswer(
  context: TurnContext,
  inbound: Inbound,
  outgoing: Outgoing,
  { log, times }: Means,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await place(context, inbound, outgoing);
      return;
    } catch (thrown) {
      const error = toDeliveryError(thrown, 'post');
      if (error.kind === 'refused') {
        await send(context, excuse(log, 'Teams did not take the answer’s card.', error));
        return;
      }
      if (tries === maxTries || !notTaken.includes(error.status)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs(error, times)));
    }
  }
}
