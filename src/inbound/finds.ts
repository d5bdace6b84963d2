import { harmlessPreview } from '../cards/escape.ts';
import type { Render } from '../cards/render.ts';
import { drawReply } from '../commands/draw-reply.ts';
import type { Preview, Reply, Sought } from '../commands/request.ts';
import { isRecord, text } from '../domain/record.ts';
import type { Find, Offered } from '../ports/chat.ts';

const longestTitle = 100;
const longestText = 200;

/** What a card says at its head, under the names that views use. */
function headOf({ data }: Reply): { readonly title: string; readonly text: string } {
  const said = (names: readonly string[]) => {
    const values = isRecord(data) ? names.map((name) => text(data[name])) : [];
    return values.find((value) => value !== undefined) ?? '';
  };
  return {
    title: said(['title', 'name', 'headline', 'sentence']) || 'The answer',
    text: said(['subtitle', 'effect', 'total', 'who', 'detail', 'hint']),
  };
}

/** A whole answer as one find. */
export function wholeFind(render: Render, reply: Reply): Find {
  const head = headOf(reply);
  return {
    title: harmlessPreview(head.title, longestTitle),
    text: harmlessPreview(head.text, longestText),
    card: drawReply(render, reply),
  };
}

function singleFind(render: Render, preview: Preview): Find {
  return {
    title: harmlessPreview(preview.title, longestTitle),
    text: harmlessPreview(preview.text, longestText),
    card: render('find', preview),
    pick: { do: 'ask', ask: preview.ask },
  };
}

/** Cards that hold no answer, but why there is none. */
const toldCards: readonly string[] = ['not-understood', 'refused', 'reason', 'problem'];

/** Why there is nothing to choose from; undefined where there is. */
function sentenceOf({ reply, previews }: Sought): string | undefined {
  const data: unknown = reply?.data;
  const said = (name: string) => (isRecord(data) ? text(data[name]) : undefined);
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');
  if (reply && toldCards.includes(reply.card)) {
    return join(said('sentence'), said('problem'), said('needed'));
  }
  if (reply?.choices?.length === 0) return join(said('title'), said('hint'));
  if (previews?.length !== 0) return undefined;
  return join(said('empty')) || 'Nothing of that name was found.';
}

/** What a search brought as Teams lists it: the whole answer first, then its parts one by one. */
export function offerOf(
  render: Render,
  sought: Sought,
  { skip, count }: { readonly skip: number; readonly count: number },
): Offered {
  const sentence = sentenceOf(sought);
  if (sentence !== undefined) {
    return skip > 0 ? { kind: 'finds', finds: [] } : { kind: 'sentence', sentence };
  }
  const { reply } = sought;
  const previews = reply?.choices ?? sought.previews ?? [];
  const isWhole = reply !== undefined && reply.choices === undefined;
  const parts = previews.map((preview) => () => singleFind(render, preview));
  const all = isWhole ? [() => wholeFind(render, reply), ...parts] : parts;
  return { kind: 'finds', finds: all.slice(skip, skip + count).map((draw) => draw()) };
}
