import type { DeliveryError } from '../ports/notifier.ts';
import { toDeliveryError } from './delivery-errors.ts';
import type { TurnTimes } from './turn-times.ts';

const maxTries = 3;
const maxWaitMs = 5_000;
/**
 * Statuses by which Teams says that it did not take the message: sending it again makes no second one. Without a
 * status the connection was cut (an idle one is closed while a request sets out on it) and nobody can tell: an answer
 * that comes twice is better than one that never comes.
 */
const mayGoAgain: readonly (number | undefined)[] = [412, 429, 503, undefined];

function waitMs(error: DeliveryError, times: TurnTimes): number {
  const asked = error.retryAfterSeconds;
  return Math.min(asked === undefined ? times.resendAfterMs : asked * 1000, maxWaitMs);
}

/** Sends again, after the wait that Teams asks for, what it did not take, or what a cut connection left open. Every failure is a `DeliveryError`. */
export async function insist<Sent>(send: () => Promise<Sent>, times: TurnTimes): Promise<Sent> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (thrown) {
      const error = toDeliveryError(thrown, 'post');
      if (tries === maxTries || !mayGoAgain.includes(error.status)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs(error, times)));
    }
  }
}
