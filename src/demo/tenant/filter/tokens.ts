/** A filter that the service does not accept; the message says what is wrong with it. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

/** One word of a filter. */
export interface Token {
  readonly kind: 'string' | 'date' | 'number' | 'word' | 'mark';
  readonly text: string;
}

const pattern =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-]))|(?<number>-?\d+(?:\.\d+)?(?![\w-]))|(?<word>[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*)|(?<mark>[(),:]))/y;

/** Cuts a filter into words; doubled single quotes inside a text stand for one. */
export function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const text = filter.trim();
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw new FilterError(`unexpected character at position ${at}`);
    at = pattern.lastIndex;
    for (const kind of ['string', 'date', 'number', 'word', 'mark'] as const) {
      const found = groups[kind];
      if (found === undefined) continue;
      const value = kind === 'string' ? found.slice(1, -1).replaceAll("''", "'") : found;
      tokens.push({ kind, text: value });
    }
  }
  return tokens;
}
