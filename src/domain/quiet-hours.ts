import { dayOf, daysAfter, instantAt } from './zoned-time.ts';

/** A part of each day in which nobody is to be rung up. */
export interface QuietHours {
  /** Minutes after midnight, by the zone's clocks; `from` after `to` means over midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** IANA name. */
  readonly zone: string;
}

/** When the quiet hours that hold at `now` end; undefined outside of them. */
export function quietUntil(hours: QuietHours, now: Date): Date | undefined {
  const { fromMinute, toMinute, zone } = hours;
  const today = dayOf(now, zone);
  for (const day of [daysAfter(today, -1), today]) {
    const lastDay = fromMinute < toMinute ? day : daysAfter(day, 1);
    const start = instantAt(day, Math.floor(fromMinute / 60), fromMinute % 60, zone);
    const end = instantAt(lastDay, Math.floor(toMinute / 60), toMinute % 60, zone);
    if (start <= now && now < end) return end;
  }
  return undefined;
}
