/** An Adaptive Card as it went over the wire. */
export interface CardJson {
  readonly type: 'AdaptiveCard';
  readonly body: readonly unknown[];
}

function isCard(value: object): value is CardJson {
  return 'type' in value && value.type === 'AdaptiveCard' && 'body' in value;
}

function collect(value: unknown, found: CardJson[]): void {
  if (typeof value !== 'object' || value === null) return;
  // Cards within a card are shown with it.
  if (isCard(value)) found.push(value);
  else for (const member of Object.values(value)) collect(member, found);
}

/** The outermost cards in a text that may be JSON. */
export function cardsIn(text: string): CardJson[] {
  const found: CardJson[] = [];
  try {
    collect(JSON.parse(text), found);
  } catch {
    return [];
  }
  return found;
}
