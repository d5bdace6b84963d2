import type { TimeWindow } from './time-window.ts';
import {
  type CalendarDay,
  dayOf,
  daysAfter,
  endOfDay,
  instantAt,
  startOfDay,
} from './zoned-time.ts';

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** When the daily digest is sent. */
export interface DigestTimes {
  /** Minutes after midnight, by the zone's clocks. */
  readonly atMinute: number;
  /** IANA name. */
  readonly zone: string;
  /** Days on which one is sent; one at least. */
  readonly weekdays: readonly Weekday[];
}

/** A digest whose time has come. */
export interface DueDigest {
  /** The day on which it is sent, in the zone: `2026-11-23`. */
  readonly day: string;
  /** When its time had come. */
  readonly dueAt: Date;
  /** The whole days that it is about, both ends included. */
  readonly window: TimeWindow;
}

/** No digest looks further back, so that the week before it is another one. */
const mostDays = 7;

const two = (number: number) => String(number).padStart(2, '0');
const keyOf = ({ year, month, day }: CalendarDay) => `${year}-${two(month)}-${two(day)}`;

function isOn({ weekdays: chosen }: DigestTimes, { year, month, day }: CalendarDay): boolean {
  const name = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return chosen.some((one) => one === name);
}

/** The days not told yet: from that of the last digest on, else from the last day that should have had one. */
function firstDay(times: DigestTimes, today: CalendarDay, lastDay: string | undefined) {
  const days = Array.from({ length: mostDays }, (_, back) => daysAfter(today, -1 - back));
  const isFirst = (day: CalendarDay) =>
    lastDay === undefined ? isOn(times, day) : keyOf(day) <= lastDay;
  return days.find(isFirst) ?? daysAfter(today, -mostDays);
}

/**
 * The digest that is to be sent at `now`, when `lastDay` is the day of the last one: one for each day that
 * has one, at its time or, after an absence, later on the same day. It is about the days since the last.
 */
export function dueDigest(times: DigestTimes, now: Date, lastDay?: string): DueDigest | undefined {
  const { atMinute, zone } = times;
  const today = dayOf(now, zone);
  const day = keyOf(today);
  if (!isOn(times, today) || (lastDay !== undefined && lastDay >= day)) return undefined;
  const dueAt = instantAt(today, Math.floor(atMinute / 60), atMinute % 60, zone);
  if (now < dueAt) return undefined;
  const from = startOfDay(firstDay(times, today, lastDay), zone);
  return { day, dueAt, window: { from, to: endOfDay(daysAfter(today, -1), zone) } };
}

/** The same days, and the same part of the last of them, a week before. */
export function weekBefore({ from, to }: TimeWindow, zone: string): TimeWindow {
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)];
  const then = daysAfter(last, -mostDays);
  const intoDay = to.getTime() - startOfDay(last, zone).getTime();
  const end = endOfDay(then, zone);
  const isWhole = to.getTime() === endOfDay(last, zone).getTime();
  const same = new Date(startOfDay(then, zone).getTime() + intoDay);
  return {
    from: startOfDay(daysAfter(first, -mostDays), zone),
    to: isWhole || same > end ? end : same,
  };
}
