import {
  type CalendarDay,
  dayOf,
  daysAfter,
  endOfDay,
  instantAt,
  startOfDay,
} from './zoned-time.ts';

/** A day or a minute in words, as its first and last instant. */
interface Moment {
  readonly first: Date;
  readonly last: Date;
}

const minuteMs = 60_000;

/** A `z` at the end, as buttons write it, is UTC whoever presses them. */
const shape =
  /^(?:(?<word>today|yesterday)|(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2}))?(?:(?:^|[ t](?:at )?)(?<hour>\d{1,2}):(?<minute>\d{2})(?<utc>z)?)?$/;

type Found = Readonly<Record<string, string | undefined>>;

/** Reads `now`, `today`, `yesterday`, `2026-11-20`, `14:00` (today) and a day with a time, in lower case. */
export function parseMoment(
  words: string,
  now: Date,
  zone: string,
): Moment | { readonly problem: string } {
  if (words === 'now') return { first: now, last: now };
  const found: Found | undefined = shape.exec(words)?.groups;
  if (words === '' || found === undefined) {
    return { problem: `“${words}” is no date or time that I know.` };
  }
  const clockZone = found.utc === undefined ? zone : 'UTC';
  const day = dayIn(found, now, clockZone);
  if (day === undefined) return { problem: `There is no day ${words}.` };
  if (found.hour === undefined) return { first: startOfDay(day, zone), last: endOfDay(day, zone) };
  const [hour, minute] = [Number(found.hour), Number(found.minute)];
  if (hour > 23 || minute > 59) return { problem: `There is no time ${words}.` };
  const first = instantAt(day, hour, minute, clockZone);
  return { first, last: new Date(first.getTime() + minuteMs - 1) };
}

function dayIn(found: Found, now: Date, zone: string): CalendarDay | undefined {
  const today = dayOf(now, zone);
  if (found.word === 'yesterday') return daysAfter(today, -1);
  if (found.year === undefined) return today;
  const day = { year: Number(found.year), month: Number(found.month), day: Number(found.day) };
  const same = daysAfter(day, 0);
  return same.month === day.month && same.day === day.day && day.year >= 1970 ? day : undefined;
}
