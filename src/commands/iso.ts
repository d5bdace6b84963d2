/** An instant as cards' date functions take it: ISO, UTC, whole seconds. */
export function isoOf(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
