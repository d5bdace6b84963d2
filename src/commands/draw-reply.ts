import { asSample } from '../cards/as-sample.ts';
import type { Render } from '../cards/render.ts';
import type { AdaptiveCard } from '../ports/chat.ts';
import type { Reply } from './request.ts';

function* smallerOf(reply: Reply): Iterable<object> {
  for (let next = reply.smaller?.(); next; next = next.smaller?.()) yield next.data;
}

/** What was left out for the asker, below whatever the card shows. */
function withLines(render: Render, card: AdaptiveCard, lines: Reply['leftOut'] = []): AdaptiveCard {
  if (lines.length === 0) return card;
  const { body } = render('left-out', { lines: lines.map((text) => ({ text })) });
  return { ...card, body: [...bodyOf(card.body), ...bodyOf(body)] };
}

const bodyOf = (body: unknown): readonly unknown[] => (Array.isArray(body) ? body : []);

/** The card of a reply, with less on it where it must be. */
export function drawReply(render: Render, reply: Reply): AdaptiveCard {
  const card = withLines(render, render(reply.card, reply.data, smallerOf(reply)), reply.leftOut);
  if (reply.sample === undefined) return card;
  return asSample(card, render('alert-sample', reply.sample));
}
