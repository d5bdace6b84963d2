import { parseMoment } from './moment.ts';
import { clockWords, dayOf, daysAfter, knownZone, startOfDay } from './zoned-time.ts';

/** A span of time, both ends included, as Graph's `ge` and `le` read it. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

/** A range in words as a window, with the words to show; or a sentence that says what is wrong with it. */
export type ParsedRange =
  | { readonly window: TimeWindow; readonly label: string }
  | { readonly problem: string };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How far back a log reaches at most. */
export interface Retention {
  readonly days: number;
  /** Who keeps how much, for people. */
  readonly words: string;
}

/** Entra keeps sign-ins and audits 30 days with Entra ID P1 or P2, 7 days without. */
export const entraRetention: Retention = {
  days: 30,
  words: 'Entra keeps 30 days with Entra ID P1 or P2, 7 without',
};

/** Audit (Standard) keeps records 180 days, Audit (Premium) a year (Microsoft’s page on Purview Audit). */
export const auditRetention: Retention = {
  days: 365,
  words: 'Purview keeps 180 days, a year with Audit (Premium)',
};

const unitNames = ['minute', 'hour', 'day', 'week', 'month'] as const;
const unitMs = {
  minute: minuteMs,
  hour: 60 * minuteMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
};

const examples =
  'Try “last 24h”, “last 7d”, “today”, “since yesterday”, “since 2026-11-20 14:00” or “from 2026-11-01 to 2026-11-03”.';

/**
 * Reads `last 24h`, `last week`, `today`, `yesterday`, `since …`, `from … to …` in the asker's IANA zone. Days
 * are whole days there. What lies before the log's retention is cut off, and the label says so.
 */
export function parseRange(
  words: string,
  now: Date,
  timeZone: string,
  retention: Retention = entraRetention,
): ParsedRange {
  const zone = knownZone(timeZone);
  const range = words.trim().toLowerCase().replace(/\s+/g, ' ');
  const parsed = parseLast(range, now) ??
    parseDay(range, now, zone) ??
    parseSpan(range, now, zone) ?? {
      problem: `I do not understand the time “${words.trim()}”. ${examples}`,
    };
  return 'problem' in parsed ? parsed : withinRetention(parsed, now, retention);
}

function parseLast(range: string, now: Date): ParsedRange | undefined {
  const match = /^(?:the )?(?:last|past) (?:(\d{1,6}) ?)?([a-z]+)$/.exec(range);
  const [, digits, word = ''] = match ?? [];
  const unit = word === 'min' || word === 'mins' ? 'minute' : unitOf(word, digits !== undefined);
  if (unit === undefined) return undefined;
  const count = Number(digits ?? 1);
  if (count === 0) return { problem: `“${range}” is no time at all. ${examples}` };
  const [shown, shownUnit] = digits ? ([count, unit] as const) : spelledOut(unit);
  return {
    window: { from: new Date(now.getTime() - count * unitMs[unit]), to: now },
    label: `last ${shown} ${shownUnit}${shown === 1 ? '' : 's'}`,
  };
}

type Unit = (typeof unitNames)[number];

/** `last week` is read as the last 7 days, not as a calendar week. */
function spelledOut(unit: Unit): readonly [number, Unit] {
  if (unit === 'week') return [7, 'day'];
  if (unit === 'month') return [30, 'day'];
  if (unit === 'day') return [24, 'hour'];
  return unit === 'hour' ? [60, 'minute'] : [1, 'minute'];
}

function unitOf(word: string, isCounted: boolean): Unit | undefined {
  const isShort = word.length === 1 && isCounted && word !== 'o';
  return unitNames.find(
    (unit) =>
      word === unit ||
      word === `${unit}s` ||
      (isShort && unit !== 'month' && unit.startsWith(word)),
  );
}

function parseDay(range: string, now: Date, zone: string): ParsedRange | undefined {
  const today = dayOf(now, zone);
  const midnight = startOfDay(today, zone);
  if (range === 'today') return { window: { from: midnight, to: now }, label: 'today' };
  if (range !== 'yesterday') return undefined;
  const from = startOfDay(daysAfter(today, -1), zone);
  return { window: { from, to: new Date(midnight.getTime() - 1) }, label: 'yesterday' };
}

function parseSpan(range: string, now: Date, zone: string): ParsedRange | undefined {
  const match = /^(?:since|from) (.+?)(?: (?:to|until|till) (.+))?$/.exec(range);
  const [, startWords, endWords = 'now'] = match ?? [];
  if (startWords === undefined) return undefined;
  const start = parseMoment(startWords, now, zone);
  const end = parseMoment(endWords, now, zone);
  if ('problem' in start) return { problem: `${start.problem} ${examples}` };
  if ('problem' in end) return { problem: `${end.problem} ${examples}` };
  if (start.first > now) return { problem: `The start, ${startWords}, is in the future.` };
  if (end.first > now) return { problem: `The end, ${endWords}, is in the future.` };
  const to = end.last > now ? now : end.last;
  if (start.first > to) {
    return { problem: `The end, ${endWords}, is before the start, ${startWords}: swap them.` };
  }
  const shown = [startWords, endWords].map((words) => inZone(words, now, zone));
  const spoken = endWords === 'now' ? `since ${shown[0]}` : shown.join(' to ');
  const zoneShown = /\d/.test(spoken) ? ` (${zone})` : '';
  return { window: { from: start.first, to }, label: `${spoken}${zoneShown}` };
}

/** A moment that a button wrote in UTC, as clocks in the zone show it; other words stay as they were typed. */
function inZone(words: string, now: Date, zone: string): string {
  const moment = words.endsWith('z') ? parseMoment(words, now, zone) : undefined;
  return moment && 'first' in moment ? clockWords(moment.first, zone) : words;
}

function withinRetention(
  { window, label }: { readonly window: TimeWindow; readonly label: string },
  now: Date,
  { days, words }: Retention,
): ParsedRange {
  const oldest = new Date(now.getTime() - days * dayMs);
  if (window.to < oldest) return { problem: `That is more than ${days} days ago: ${words}.` };
  if (window.from >= oldest) return { window, label };
  return {
    window: { from: oldest, to: window.to },
    label: `${label}, cut to the last ${days} days (${words})`,
  };
}
