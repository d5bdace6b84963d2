import { parseMoment } from './moment.ts';
import { type CalendarDay, dayOf, daysAfter, knownZone } from './zoned-time.ts';

/** When something is to end, or a sentence that says what is wrong with it. */
export type Ending = { readonly until: Date } | { readonly problem: string };

const hourMs = 60 * 60_000;
const unitMs = { minute: 60_000, hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;
const units = Object.keys(unitMs) as (keyof typeof unitMs)[];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const examples = 'Try “for 8h”, “for 2d”, “until friday”, “until 18:00” or “until 2026-12-01”.';

function durationMs(words: string): number | undefined {
  const [, digits, unitWord = ''] = /^(?:(\d{1,5}) ?|an? )([a-z]+)$/.exec(words) ?? [];
  const unit = units.find((one) =>
    [one, `${one}s`, one[0], `${one.slice(0, 3)}s`].includes(unitWord),
  );
  return unit && Number(digits ?? 1) * unitMs[unit];
}

function daySaid(word: string, today: CalendarDay): CalendarDay | undefined {
  if (word === 'tomorrow') return daysAfter(today, 1);
  const wanted = weekdays.findIndex((day) => day === word || day.slice(0, 3) === word);
  if (wanted < 0) return undefined;
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  return daysAfter(today, (wanted - weekday + 7) % 7);
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** `friday 18:00` as the date and time that parseMoment reads. */
function dated(words: string, now: Date, zone: string): string {
  const [first = '', ...rest] = words.split(' ');
  const day = daySaid(first, dayOf(now, zone));
  if (day === undefined) return words;
  return [`${day.year}-${twoDigits(day.month)}-${twoDigits(day.day)}`, ...rest].join(' ');
}

function untilMoment(words: string, now: Date, zone: string): Ending {
  const moment = parseMoment(dated(words, now, zone), now, zone);
  if ('problem' in moment) return { problem: `${moment.problem} ${examples}` };
  const isDay = !words.includes(':') && words !== 'now';
  const until = isDay ? new Date(moment.last.getTime() + 1) : moment.first;
  const isClockAlone = /^\d{1,2}:\d{2}$/.test(words);
  if (isClockAlone && until <= now) return untilMoment(`tomorrow ${words}`, now, zone);
  return { until };
}

/**
 * Reads `for 2d`, `for 3 weeks`, `until friday`, `until tomorrow 18:00`, `until 2026-12-01` in the asker's
 * IANA zone. A day counts to its end, a time that has passed today is tomorrow's; `most` is the longest.
 */
export function parseEnding(typed: string, now: Date, timeZone: string, mostDays: number): Ending {
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const bare = words.replace(/^(?:for|until|till) /, '').replace(/ at (?=\d)/, ' ');
  const lasts = durationMs(bare);
  const ending =
    lasts === undefined
      ? untilMoment(bare, now, knownZone(timeZone))
      : { until: new Date(now.getTime() + lasts) };
  if ('problem' in ending) return ending;
  if (ending.until <= now) return { problem: `“${words}” is over already. ${examples}` };
  const longest = now.getTime() + mostDays * unitMs.day;
  if (ending.until.getTime() > longest) {
    return {
      problem: `“${words}” is too long: ${mostDays} days at most, so that nothing stays hidden for ever.`,
    };
  }
  return ending;
}
