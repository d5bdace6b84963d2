import type { Bucket, Summary } from './sign-in-summary.ts';
import type { TimeWindow } from './time-window.ts';
import type { Outcome } from './verdict.ts';
import { dayOf, daysAfter, startOfDay, startOfHour } from './zoned-time.ts';

/** An hour or a day, with or without attempts. */
export interface Point {
  readonly start: Date;
  readonly count: number;
  readonly byOutcome: Readonly<Record<Outcome, number>>;
}

const hourMs = 60 * 60_000;
const nothing = { succeeded: 0, blocked: 0, interrupted: 0, failed: 0 };

/** Starts of all hours or days of a window, in a zone: days of 23 or 25 hours included. */
function startsOf({ from, to }: TimeWindow, by: 'hour' | 'day', zone: string): Date[] {
  const starts: Date[] = [];
  const begin = (at: Date) =>
    by === 'hour' ? startOfHour(at, zone) : startOfDay(dayOf(at, zone), zone);
  const next = (start: Date) =>
    by === 'hour'
      ? begin(new Date(start.getTime() + hourMs))
      : startOfDay(daysAfter(dayOf(start, zone), 1), zone);
  for (let start = begin(from); start <= to; start = next(start)) starts.push(start);
  return starts;
}

/** How many hours or days a window touches. */
export function pointsIn(window: TimeWindow, by: 'hour' | 'day', zone: string): number {
  return startsOf(window, by, zone).length;
}

/** A summary by hour or day with the empty ones between, over the time that was read. */
export function timeline(
  { by, buckets }: Summary,
  window: TimeWindow,
  zone: string,
): readonly Point[] {
  const found = new Map<string, Bucket>(buckets.map((bucket) => [bucket.key, bucket]));
  const starts = startsOf(window, by === 'hour' ? 'hour' : 'day', zone);
  const keys = new Set([...starts.map((start) => start.toISOString()), ...found.keys()]);
  return [...keys].sort().map((key) => {
    const { count = 0, byOutcome = nothing } = found.get(key) ?? {};
    return { start: new Date(key), count, byOutcome };
  });
}
