import { Template } from 'adaptivecards-templating';
import { AppError } from '../errors.ts';
import type { AdaptiveCard } from '../ports/chat.ts';
import { safeData, unmask } from './safe-data.ts';

/** UTF-16 bytes, as Teams counts a message. It takes 100 KB by its documentation, and fails near 70 KB or less. */
export const mostCardBytes = 25_000;

/** How long one text may be; a card that is too big is drawn again with its texts cut shorter. */
const longestTexts = [400, 200, 100, 60];

export type Render = (name: string, data: object) => AdaptiveCard;

/** What does not fit into one message. */
export class CardTooBig extends AppError {
  constructor(name: string, bytes: number) {
    super('bad-question', 'The answer is too long for one card.', {
      hint: 'Ask for less: a shorter range, one person, or “top 5”.',
      cause: new Error(`card ${name} has ${bytes} bytes`),
    });
  }
}

/** `$when` leaves null where it takes away a property; clients expect it absent. */
const withoutNulls = (_: string, value: unknown) => (value === null ? undefined : value);

function expand(name: string, template: Template, data: object, longestText: number): string {
  const card: unknown = template.expand({ $root: safeData(data, longestText) });
  const json = JSON.stringify(card, withoutNulls);
  const leftOver = /\$\{[^}]*\}?/.exec(json)?.[0];
  if (leftOver !== undefined) {
    throw new AppError('unknown', 'The answer could not be drawn.', {
      cause: new Error(`card ${name} leaves ${leftOver} unbound`),
    });
  }
  return unmask(json);
}

/**
 * Templates by name, each parsed once. Texts are cut as far as the card needs to fit. Throws when a name is
 * unknown or a binding is left over, and `CardTooBig` when no cutting helps.
 */
export function createRenderer(templates: ReadonlyMap<string, object>): Render {
  const parsed = new Map(
    [...templates].map(([name, template]) => [name, new Template(template)] as const),
  );
  return (name, data) => {
    const template = parsed.get(name);
    if (!template) {
      throw new AppError('unknown', 'The answer has no card.', {
        cause: new Error(`no template ${name}`),
      });
    }
    let bytes = 0;
    for (const longestText of longestTexts) {
      const json = expand(name, template, data, longestText);
      bytes = json.length * 2;
      if (bytes <= mostCardBytes) return JSON.parse(json) as AdaptiveCard;
    }
    throw new CardTooBig(name, bytes);
  };
}
