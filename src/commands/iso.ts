const secondMs = 1_000;

/** The second that an instant lies in: what survives `isoOf` and the way back. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / secondMs) * secondMs);
}

/** An instant as cards' date functions take it: ISO, UTC, whole seconds. */
export function isoOf(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
