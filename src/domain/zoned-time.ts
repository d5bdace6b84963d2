/** A calendar day as people write it; months count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const hourMs = 3_600_000;

/** The zone itself when this machine knows it, else UTC: activities carry whatever a client sends. */
export function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** What a clock in the zone shows at an instant, as if it were UTC. */
function wallClockMs(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
}

/** The calendar day that an instant falls on in a zone. */
export function dayOf(instant: Date, timeZone: string): CalendarDay {
  const wall = new Date(wallClockMs(instant.getTime(), timeZone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** The day so many days later (or earlier), by the calendar. */
export function daysAfter({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/**
 * The instant at which a clock in the zone shows this day and time. When the hour is set back the first of
 * both; when it is set forward over this time, the time moved on by the gap (02:30 → 03:30).
 */
export function instantAt(
  { year, month, day }: CalendarDay,
  hour: number,
  minute: number,
  timeZone: string,
): Date {
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const offsetAt = (instant: number) => wallClockMs(instant, timeZone) - instant;
  const before = wall - offsetAt(wall - 24 * hourMs);
  const after = wall - offsetAt(wall + 24 * hourMs);
  const exact = [before, after].filter((instant) => wallClockMs(instant, timeZone) === wall);
  return new Date(exact.length > 0 ? Math.min(...exact) : before);
}

/** The first instant of a day in a zone. */
export function startOfDay(day: CalendarDay, timeZone: string): Date {
  return instantAt(day, 0, 0, timeZone);
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: CalendarDay, timeZone: string): Date {
  return new Date(startOfDay(daysAfter(day, 1), timeZone).getTime() - 1);
}

/** The first instant of the hour that a clock in the zone shows; an hour that comes twice has two. */
export function startOfHour(instant: Date, timeZone: string): Date {
  const ms = instant.getTime();
  const intoHour = ((wallClockMs(ms, timeZone) % hourMs) + (ms % 1000)) % hourMs;
  return new Date(ms - intoHour);
}

/** What a clock in the zone shows: `2026-11-22 14:05`. */
export function clockWords(instant: Date, timeZone: string): string {
  return new Date(wallClockMs(instant.getTime(), timeZone))
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ');
}
