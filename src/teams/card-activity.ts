import type { Activity } from 'botbuilder';
import type { AdaptiveCard } from '../ports/chat.ts';

/** What Teams calls an Adaptive Card. */
export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/**
 * A message that is one card. The plain text goes into `summary` alone (notifications read it):
 * Teams shows `text` above the card, so it would be read twice.
 */
export function toCardActivity(outgoing: {
  readonly card: AdaptiveCard;
  readonly text: string;
}): Partial<Activity> {
  return {
    type: 'message',
    summary: outgoing.text,
    attachments: [{ contentType: adaptiveCardType, content: outgoing.card }],
  };
}

/** What an invoke is answered with (Universal Actions): another card, or a short message. */
export type InvokeAnswer =
  | {
      readonly statusCode: 200;
      readonly type: typeof adaptiveCardType;
      readonly value: AdaptiveCard;
    }
  | {
      readonly statusCode: 200;
      readonly type: 'application/vnd.microsoft.activity.message';
      readonly value: string;
    };

export function toCardAnswer(card: AdaptiveCard): InvokeAnswer {
  return { statusCode: 200, type: adaptiveCardType, value: card };
}

export function toMessageAnswer(words: string): InvokeAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words };
}
