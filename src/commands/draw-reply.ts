import { asSample } from '../cards/as-sample.ts';
import type { Render } from '../cards/render.ts';
import type { AdaptiveCard } from '../ports/chat.ts';
import type { Reply } from './request.ts';

function* smallerOf(reply: Reply): Iterable<object> {
  for (let next = reply.smaller?.(); next; next = next.smaller?.()) yield next.data;
}

/** The card of a reply, with less on it where it must be. */
export function drawReply(render: Render, reply: Reply): AdaptiveCard {
  const card = render(reply.card, reply.data, smallerOf(reply));
  if (reply.sample === undefined) return card;
  return asSample(card, render('alert-sample', reply.sample));
}
