const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long something took, roughly: `4 min`, `3 h`. */
export function span(ms: number): string {
  if (ms < minuteMs) return 'less than a minute';
  if (ms < 2 * hourMs) return `${Math.floor(ms / minuteMs)} min`;
  return `${Math.floor(ms / hourMs)} h`;
}
