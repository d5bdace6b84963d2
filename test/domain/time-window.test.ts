import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  auditRetention,
  type ParsedRange,
  parseRange,
  type TimeWindow,
} from '../../src/domain/time-window.ts';
import { endOfDay, instantAt, startOfDay } from '../../src/domain/zoned-time.ts';

const now = new Date('2026-11-22T12:00:00Z');

function understood(range: ParsedRange): { window: TimeWindow; label: string } {
  if ('problem' in range) throw new Error(range.problem);
  return range;
}

function spanOf(words: string, zone = 'UTC', at = now): [string, string] {
  const { window } = understood(parseRange(words, at, zone));
  return [window.from.toISOString(), window.to.toISOString()];
}

function problemOf(words: string, zone = 'UTC'): string {
  const parsed = parseRange(words, now, zone);
  return 'problem' in parsed ? parsed.problem : `understood as ${parsed.label}`;
}

describe('ranges back from now', () => {
  it.each([
    ['last 24h', '2026-11-21T12:00:00.000Z', 'last 24 hours'],
    ['last 7d', '2026-11-15T12:00:00.000Z', 'last 7 days'],
    ['last 30m', '2026-11-22T11:30:00.000Z', 'last 30 minutes'],
    ['LAST  2 Weeks', '2026-11-08T12:00:00.000Z', 'last 2 weeks'],
    ['last 1 hour', '2026-11-22T11:00:00.000Z', 'last 1 hour'],
    ['last 5 mins', '2026-11-22T11:55:00.000Z', 'last 5 minutes'],
    ['last week', '2026-11-15T12:00:00.000Z', 'last 7 days'],
    ['last hour', '2026-11-22T11:00:00.000Z', 'last 60 minutes'],
  ])('%s', (words, from, label) => {
    expect(spanOf(words)).toEqual([from, now.toISOString()]);
    expect(understood(parseRange(words, now, 'UTC')).label).toBe(label);
  });
});

describe('days are whole days where the asker is', () => {
  it.each([
    ['today', 'Europe/Berlin', '2026-11-21T23:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    ['yesterday', 'Europe/Berlin', '2026-11-20T23:00:00.000Z', '2026-11-21T22:59:59.999Z'],
    ['since yesterday', 'America/New_York', '2026-11-21T05:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    ['since 2026-11-20', 'Asia/Kolkata', '2026-11-19T18:30:00.000Z', '2026-11-22T12:00:00.000Z'],
    [
      'since 2026-11-20 14:00',
      'Asia/Tokyo',
      '2026-11-20T05:00:00.000Z',
      '2026-11-22T12:00:00.000Z',
    ],
    [
      'since 2026-11-20T14:00',
      'Asia/Tokyo',
      '2026-11-20T05:00:00.000Z',
      '2026-11-22T12:00:00.000Z',
    ],
    ['since 09:15', 'Europe/Berlin', '2026-11-22T08:15:00.000Z', '2026-11-22T12:00:00.000Z'],
    ['since yesterday 22:00', 'UTC', '2026-11-21T22:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    [
      'from 2026-11-01 to 2026-11-03',
      'UTC',
      '2026-11-01T00:00:00.000Z',
      '2026-11-03T23:59:59.999Z',
    ],
    ['from yesterday to today', 'UTC', '2026-11-21T00:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    [
      'from 2026-11-20 08:00 until 2026-11-20 09:00',
      'UTC',
      '2026-11-20T08:00:00.000Z',
      '2026-11-20T09:00:59.999Z',
    ],
  ])('%s in %s', (words, zone, from, to) => {
    expect(spanOf(words, zone)).toEqual([from, to]);
  });

  it('is tomorrow already in Auckland', () => {
    expect(spanOf('today', 'Pacific/Auckland')[0]).toBe('2026-11-22T11:00:00.000Z');
  });

  it.each([
    ['clocks back', '2026-10-26T12:00:00Z', 'Europe/Berlin', 25],
    ['clocks forward', '2026-03-30T12:00:00Z', 'Europe/Berlin', 23],
    ['clocks forward at midnight', '2026-04-25T12:00:00Z', 'Africa/Cairo', 23],
    ['half an hour back', '2026-04-06T12:00:00Z', 'Australia/Lord_Howe', 24.5],
  ])('yesterday, when %s, was as long as it was', (_what, at, zone, hours) => {
    const [from, to] = spanOf('yesterday', zone, new Date(at));
    expect((Date.parse(to) + 1 - Date.parse(from)) / 3_600_000).toBe(hours);
  });

  it('takes an hour that does not exist for the next that does, and the first of two', () => {
    const berlin = 'Europe/Berlin';
    const spring = instantAt({ year: 2026, month: 3, day: 29 }, 2, 30, berlin);
    expect(spring.toISOString()).toBe('2026-03-29T01:30:00.000Z');
    const autumn = instantAt({ year: 2026, month: 10, day: 25 }, 2, 30, berlin);
    expect(autumn.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('names the zone where clock or calendar matter', () => {
    expect(understood(parseRange('since 2026-11-20', now, 'Europe/Berlin')).label).toBe(
      'since 2026-11-20 (Europe/Berlin)',
    );
    expect(understood(parseRange('since yesterday', now, 'Europe/Berlin')).label).toBe(
      'since yesterday',
    );
  });

  it('falls back to UTC for a zone nobody knows', () => {
    expect(spanOf('today', 'Mars/Olympus')[0]).toBe('2026-11-22T00:00:00.000Z');
  });
});

describe('ranges that buttons write', () => {
  const words = 'from 2026-11-22T10:00Z to 2026-11-22T10:59Z';

  it('mean the same hour in every zone, and are shown as clocks there show it', () => {
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      expect(spanOf(words, zone)).toEqual(['2026-11-22T10:00:00.000Z', '2026-11-22T10:59:59.999Z']);
    }
    expect(understood(parseRange(words, now, 'America/New_York')).label).toBe(
      '2026-11-22 05:00 to 2026-11-22 05:59 (America/New_York)',
    );
  });

  it('are told from hours that come twice', () => {
    const at = new Date('2026-10-26T12:00:00Z');
    expect(spanOf('from 2026-10-25T01:00Z to 2026-10-25T01:59Z', 'Europe/Berlin', at)[0]).toBe(
      '2026-10-25T01:00:00.000Z',
    );
  });
});

describe('ranges that make no sense', () => {
  it.each([
    ['since 2026-12-01', /in the future/],
    ['since 23:00', /in the future/],
    ['from 2026-11-20 to 2026-12-24', /The end, 2026-12-24, is in the future/],
    ['from 2026-11-20 to 2026-11-18', /before the start.*swap/],
    ['since 2026-02-30', /no day 2026-02-30/],
    ['since 25:00', /no time 25:00/],
    ['last 0h', /no time at all/],
    ['last', /do not understand/],
    ['last 5 moons', /do not understand/],
    ['sometimes', /do not understand.*Try “last 24h”/],
    ['', /do not understand/],
    ['since ', /do not understand/],
    ['since the flood', /“the flood” is no date/],
    ['since 2026-11-2014:00', /no date/],
    ['from 2026-09-01 to 2026-09-05', /more than 30 days ago/],
  ])('%s', (words, problem) => {
    expect(problemOf(words)).toMatch(problem);
  });

  it('reaches back as far as the log that is asked', () => {
    const ago = understood(parseRange('last 90d', now, 'UTC', auditRetention));
    expect(ago).toMatchObject({ label: 'last 90 days' });
    const { label } = understood(parseRange('last 400d', now, 'UTC', auditRetention));
    expect(label).toContain('cut to the last 365 days (Purview keeps 180 days');
  });

  it('cuts what is older than the log, and says so', () => {
    const { window, label } = understood(parseRange('last 90d', now, 'UTC'));
    expect(window.from.toISOString()).toBe('2026-10-23T12:00:00.000Z');
    expect(label).toBe(
      'last 90 days, cut to the last 30 days (Entra keeps 30 days with Entra ID P1 or P2, 7 without)',
    );
    expect(understood(parseRange('last 30d', now, 'UTC')).label).toBe('last 30 days');
  });
});

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
);
const instant = fc.date({
  min: new Date('2025-01-01T00:00:00Z'),
  max: new Date('2028-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('any range, anywhere, at any time', () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = fc
    .date({
      min: new Date('2024-12-01T00:00:00Z'),
      max: new Date('2029-01-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((d) => d.toISOString().slice(0, 10));
  const moment = fc.oneof(
    date,
    fc.constantFrom('today', 'yesterday', 'now'),
    fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${two(h)}:${two(m)}`),
    fc.tuple(date, fc.nat(23)).map(([d, h]) => `${d} ${two(h)}:30`),
  );
  const words = fc.oneof(
    fc.tuple(fc.nat(100_000), fc.constantFrom('m', 'h', 'd', 'w')).map(([n, u]) => `last ${n}${u}`),
    fc.constantFrom('today', 'yesterday', 'last week'),
    moment.map((m) => `since ${m}`),
    fc.tuple(moment, moment).map(([a, b]) => `from ${a} to ${b}`),
    fc.string(),
  );

  it('gives a window from ≤ to ≤ now within 30 days, or a sentence', () => {
    fc.assert(
      fc.property(words, instant, zone, (range, at, where) => {
        const parsed = parseRange(range, at, where);
        if ('problem' in parsed) {
          expect(parsed.problem).toMatch(/[.]$/);
          return;
        }
        const { from, to } = parsed.window;
        expect(from.getTime()).toBeLessThanOrEqual(to.getTime());
        expect(to.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime() - from.getTime()).toBeLessThanOrEqual(30 * 86_400_000);
        expect(parsed.label).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });

  it('starts every day at the clock’s first minute and leaves no gap to the next', () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const day = {
          year: at.getUTCFullYear(),
          month: at.getUTCMonth() + 1,
          day: at.getUTCDate(),
        };
        const start = startOfDay(day, where);
        const clock = (when: Date) =>
          new Intl.DateTimeFormat('sv-SE', { timeZone: where, dateStyle: 'short' }).format(when);
        const written = `${day.year}-${two(day.month)}-${two(day.day)}`;
        expect(clock(start)).toBe(written);
        expect(clock(new Date(start.getTime() - 1))).not.toBe(written);
        expect(clock(endOfDay(day, where))).toBe(written);
        expect(clock(new Date(endOfDay(day, where).getTime() + 1))).not.toBe(written);
      }),
      { numRuns: 300 },
    );
  });

  it('reads back a date and time as the clock there shows it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 29 * 24 * 60 }), instant, zone, (ago, at, where) => {
        const then = new Date(Math.floor(at.getTime() / 60_000) * 60_000 - ago * 60_000);
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: where,
          dateStyle: 'short',
          timeStyle: 'short',
        });
        const { window } = understood(parseRange(`since ${shown.format(then)}`, at, where));
        expect(shown.format(window.from)).toBe(shown.format(then));
      }),
      { numRuns: 300 },
    );
  });
});
