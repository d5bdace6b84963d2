/**
 * A short mark of what a second step was asked about: pressing it later, when something else stands there, does
 * nothing but ask anew. Not a secret, and no proof against malice: rights are checked at each press.
 */
export function markOf(parts: readonly unknown[]): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(parts)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
