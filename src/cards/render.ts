import { Template } from 'adaptivecards-templating';
import { LRUCache } from 'lru-cache';
import { AppError } from '../errors.ts';
import type { AdaptiveCard } from '../ports/chat.ts';
import { asSeen } from './escape.ts';
import { safeData, unmask } from './safe-data.ts';

/** UTF-16 bytes, as Teams counts a message. It takes 100 KB by its documentation, and fails near 70 KB or less. */
export const mostCardBytes = 25_000;

/** How long one text may be; cut shorter only when showing fewer things was not enough. */
const longestText = 400;
const shorterTexts = [200, 100, 60, 40];

const mostRemembered = 50;
/** Names of megabytes are drawn, but not kept. */
const longestKey = 256 * 1024;

/** `smaller`: the same with fewer things on it each time, tried in turn while the card is too big. */
export type Render = (name: string, data: object, smaller?: Iterable<object>) => AdaptiveCard;

/** What does not fit into one message. */
class CardTooBig extends AppError {
  constructor(name: string, bytes: number) {
    super('bad-question', 'The answer is too long for one card.', {
      hint: 'Ask for less: a shorter range, one person, or “top 5”.',
      cause: new Error(`card ${name} has ${bytes} bytes`),
    });
  }
}

/** `$when` leaves null where it takes away a property; clients expect it absent. */
const withoutNulls = (_: string, value: unknown) => (value === null ? undefined : value);

function expand(name: string, template: Template, data: object, cutAt: number): string {
  const card: unknown = template.expand({ $root: safeData(data, cutAt) });
  const json = JSON.stringify(card, withoutNulls);
  const leftOver = /\$\{[^}]*\}?/.exec(json)?.[0];
  if (leftOver !== undefined) {
    throw new AppError('unknown', 'The answer could not be drawn.', {
      cause: new Error(`card ${name} leaves ${leftOver} unbound`),
    });
  }
  return unmask(json);
}

/** What old clients show and readers speak is no Markdown. */
const plainKeys = ['fallbackText', 'speak'];

/** A card is handed out again for the same data, so nobody may change it. */
function finished(key: string, value: unknown): unknown {
  return typeof value === 'string' && plainKeys.includes(key)
    ? asSeen(value)
    : Object.freeze(value);
}

/** What is tried, the fullest card first. */
function* attempts(data: object, smaller: Iterable<object>) {
  let least = data;
  yield { data, cutAt: longestText };
  for (const less of smaller) {
    least = less;
    yield { data: less, cutAt: longestText };
  }
  for (const cutAt of shorterTexts) yield { data: least, cutAt };
}

/**
 * Templates by name, each parsed once; what was drawn lately (help, refusals, an alert for several
 * channels) is not drawn again. Throws when a name is unknown or a binding is left over, and
 * `CardTooBig` when neither showing less nor cutting texts helps.
 */
export function createRenderer(templates: ReadonlyMap<string, object>): Render {
  const parsed = new Map(
    [...templates].map(([name, template]) => [name, new Template(template)] as const),
  );
  const drawn = new LRUCache<string, AdaptiveCard>({ max: mostRemembered });

  function draw(name: string, data: object, smaller: Iterable<object>): AdaptiveCard {
    const template = parsed.get(name);
    if (!template) {
      throw new AppError('unknown', 'The answer has no card.', {
        cause: new Error(`no template ${name}`),
      });
    }
    let bytes = 0;
    for (const attempt of attempts(data, smaller)) {
      const json = expand(name, template, attempt.data, attempt.cutAt);
      bytes = json.length * 2;
      if (bytes <= mostCardBytes) return JSON.parse(json, finished) as AdaptiveCard;
    }
    throw new CardTooBig(name, bytes);
  }

  return (name, data, smaller = []) => {
    const key = `${name} ${JSON.stringify(data)}`;
    const before = drawn.get(key);
    if (before) return before;
    const card = draw(name, data, smaller);
    if (key.length <= longestKey) drawn.set(key, card);
    return card;
  };
}
