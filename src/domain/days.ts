import type { TimeWindow } from './time-window.ts';
import { dayOf, daysAfter, knownZone, startOfDay } from './zoned-time.ts';

/** A calendar day of a range. */
export interface DayOfRange {
  /** `2026-11-22` */
  readonly key: string;
  /** `22 Nov` */
  readonly label: string;
  readonly from: Date;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number: number) => String(number).padStart(2, '0');

/** Every calendar day that a range touches in an IANA zone, oldest first. */
export function daysIn({ from, to }: TimeWindow, timeZone: string): DayOfRange[] {
  const zone = knownZone(timeZone);
  const days: DayOfRange[] = [];
  let day = dayOf(from, zone);
  for (let start = startOfDay(day, zone); start <= to; start = startOfDay(day, zone)) {
    days.push({
      key: `${day.year}-${two(day.month)}-${two(day.day)}`,
      label: `${day.day} ${months[day.month - 1]}`,
      from: start,
    });
    day = daysAfter(day, 1);
  }
  return days;
}

/** The key of the day that an instant falls on: a look-up, for zones are slow to ask by the thousand. */
export function dayFinder(days: readonly DayOfRange[]): (at: Date) => string {
  return (at) => (days.findLast(({ from }) => from <= at) ?? days[0])?.key ?? '';
}
