import type { Reply } from './request.ts';

/** A sentence about what is wrong with a question, and a line that works. */
export function problemReply(sentence: string, example: string): Reply {
  return {
    card: 'not-understood',
    data: { sentence, examples: [{ label: example, text: example, ask: example }] },
  };
}
