import { randomUUID } from 'node:crypto';
import type { Inbound, Outgoing } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { type TurnTimes, within } from './turn-times.ts';

/** The application: one inbound message in, one answer out, before the signal fires. */
export type Handle = (inbound: Inbound, signal: AbortSignal) => Promise<Outgoing>;

/** One sentence as a card, for what no command answers any more. */
export function toSentence(sentence: string): Outgoing {
  return {
    mode: 'message',
    text: sentence,
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      body: [{ type: 'TextBlock', text: sentence, wrap: true }],
    },
  };
}

/** Logs what happened and says so without detail; the reference joins the two. */
export function excuse(log: Log, sentence: string, err?: unknown): Outgoing {
  const reference = randomUUID().slice(0, 8);
  log.error({ reference, err }, sentence);
  return toSentence(`${sentence} Reference: ${reference}`);
}

/** Asks the application and always has an answer in the end: its own, or a sentence with a reference. */
export async function findAnswer(
  inbound: Inbound,
  { handle, log, times }: { handle: Handle; log: Log; times: TurnTimes },
): Promise<Outgoing> {
  const control = new AbortController();
  const deadline = setTimeout(() => control.abort(new Error('out of time')), times.answerMs);
  try {
    const answer = await within(handle(inbound, control.signal), times.giveUpMs);
    return answer ?? excuse(log, 'This took too long and was given up. Ask for a shorter range.');
  } catch (thrown) {
    return excuse(log, 'Something went wrong; the log of the bot has the details.', thrown);
  } finally {
    clearTimeout(deadline);
  }
}
