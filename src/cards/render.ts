import { Template } from 'adaptivecards-templating';
import { AppError } from '../errors.ts';
import type { AdaptiveCard } from '../ports/chat.ts';
import { safeData } from './safe-data.ts';

/** Teams counts a card in UTF-16; messages well below its limit fail near 70 KB. */
export const mostCardBytes = 25 * 1024;

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

/** The size of a card as Teams counts it. */
export function cardBytes(card: AdaptiveCard): number {
  return JSON.stringify(card).length * 2;
}

/** Templates by name, each parsed once. Throws when a name is unknown, a binding is left over or a card is too big. */
export function createRenderer(templates: ReadonlyMap<string, object>): Render {
  const parsed = new Map(
    [...templates].map(([name, template]) => [name, new Template(template)] as const),
  );
  return (name, data) => {
    const template = parsed.get(name);
    if (!template)
      throw new AppError('unknown', 'The answer has no card.', { cause: `no template ${name}` });
    const card = template.expand({ $root: safeData(data) }) as AdaptiveCard;
    const leftOver = /\$\{[^}]*\}?/.exec(JSON.stringify(card))?.[0];
    if (leftOver !== undefined) {
      throw new AppError('unknown', 'The answer could not be drawn.', {
        cause: new Error(`card ${name} leaves ${leftOver} unbound`),
      });
    }
    if (cardBytes(card) > mostCardBytes) {
      throw new CardTooBig(name, cardBytes(card));
    }
    return card;
  };
}
