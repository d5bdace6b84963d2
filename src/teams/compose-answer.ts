import type { ComposeIn, Find, Inbound, Offered } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { adaptiveCardType } from './card-activity.ts';
import { type TurnTimes, within } from './turn-times.ts';

/** The application, asked by somebody who is still writing: finds, or a sentence. Reads on after the answer's time is over. */
export type Offer = (inbound: ComposeIn, signal: AbortSignal) => Promise<Offered>;

/** True for what is answered to the writer alone, outside of any conversation. */
export function isCompose(inbound: Inbound | ComposeIn): inbound is ComposeIn {
  return inbound.kind === 'search' || inbound.kind === 'pick' || inbound.kind === 'link';
}

const stillReading = 'Still reading. Change or repeat a letter in a moment: what was read is kept.';
const failed = 'Something went wrong; the log of the bot has the details.';

function toAttachment({ card, title, text, pick }: Find): object {
  return {
    contentType: adaptiveCardType,
    content: card,
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title, text, ...(pick && { tap: { type: 'invoke', title, value: pick } }) },
    },
  };
}

/** The body of the answer to a `composeExtension/…` invoke. */
function toComposeAnswer(offered: Offered): object {
  const composeExtension =
    offered.kind === 'sentence'
      ? { type: 'message', text: offered.sentence }
      : {
          type: 'result',
          attachmentLayout: 'list',
          attachments: offered.finds.map(toAttachment),
        };
  return { composeExtension };
}

/** Nobody waits for a link to unfold: where there is no card in time there is none. */
const silence: Offered = { kind: 'finds', finds: [] };

/** A sentence in place of finds; a link stays a link. */
export function sentenceFor({ kind }: ComposeIn, sentence: string): object {
  return toComposeAnswer(kind === 'link' ? silence : { kind: 'sentence', sentence });
}

/** What the application offers when it does so in time; its work goes on when it does not. */
export async function answerCompose(
  inbound: ComposeIn,
  means: {
    readonly offer: Offer;
    readonly log: Log;
    readonly times: TurnTimes;
    readonly goOn: (work: Promise<unknown>) => void;
  },
): Promise<object> {
  const { offer, log, times, goOn } = means;
  const control = new AbortController();
  const deadline = setTimeout(() => control.abort(new Error('out of time')), times.answerMs);
  const orElse = (sentence: string): Offered =>
    inbound.kind === 'link' ? silence : { kind: 'sentence', sentence };
  const work = offer(inbound, control.signal)
    .catch((err: unknown) => {
      log.error({ err, kind: inbound.kind }, 'nothing could be offered');
      return orElse(failed);
    })
    .finally(() => clearTimeout(deadline));
  goOn(work);
  return toComposeAnswer((await within(work, times.invokeMs)) ?? orElse(stillReading));
}
