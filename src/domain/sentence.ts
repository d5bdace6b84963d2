/** “a”, “a and b”, “a, b and c”; beyond `most` the rest is counted. */
export function listed(words: readonly string[], joiner: 'and' | 'or' = 'and', most = 6): string {
  if (words.length > most) {
    return `${words.slice(0, most - 1).join(', ')} ${joiner} ${words.length - most + 1} more`;
  }
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joiner} ${last}`;
}

export function quoted(name: string): string {
  return `“${name.trim()}”`;
}

export function startUpper(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** `words` as a sentence: ends in a full stop, question mark or exclamation mark. */
export function fullStop(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

/** camelCase of Graph's enums as words: “primaryRefreshToken” → “primary refresh token”. */
export function spaced(word: string): string {
  if (/[\s.:/@-]/.test(word) || !/^[a-z]/.test(word)) return word;
  return word
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[A-Z][a-z]/g, (start) => start.toLowerCase());
}
