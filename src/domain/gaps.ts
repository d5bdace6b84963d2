import type { TimeWindow } from './time-window.ts';

/** What lies between spans, oldest first; spans come oldest first and do not touch. */
export function gapsBetween(spans: readonly TimeWindow[]): TimeWindow[] {
  return spans.slice(1).flatMap((span, before) => {
    const last = spans[before];
    return last === undefined || last.to >= span.from ? [] : [{ from: last.to, to: span.from }];
  });
}

/** True when the windows have an instant in common. */
export function overlaps(one: TimeWindow, other: TimeWindow): boolean {
  return one.from <= other.to && other.from <= one.to;
}
