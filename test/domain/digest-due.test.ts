import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DigestTimes,
  type DueDigest,
  dueDigest,
  weekBefore,
  weekdays,
} from '../../src/domain/digest-due.ts';

const zone = 'Europe/Copenhagen';
const daily: DigestTimes = { atMinute: 8 * 60, zone, weekdays };
const office: DigestTimes = { ...daily, weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] };
const at = (iso: string) => new Date(iso);

const shown = (due: DueDigest | undefined) =>
  due && [due.day, due.window.from.toISOString(), due.window.to.toISOString()];

const hourMs = 3_600_000;

/** The digests of a bot that looks after each of these waits, in hours. */
function sentOver(times: DigestTimes, start: string, waits: readonly number[]): DueDigest[] {
  let now = Date.parse(start);
  const sent: DueDigest[] = [];
  for (const wait of waits) {
    now += wait * hourMs;
    const due = dueDigest(times, new Date(now), sent.at(-1)?.day);
    if (due !== undefined) sent.push(due);
  }
  return sent;
}

/** Digests that do not begin where the one before ended, though less than a week lies between them. */
function untold(sent: readonly DueDigest[]): DueDigest[] {
  return sent.slice(1).filter((due, index) => {
    const last = sent[index];
    const daysMs = Date.parse(due.day) - Date.parse(last?.day ?? '');
    const isNext = due.window.from.getTime() - 1 === last?.window.to.getTime();
    return daysMs <= 7 * 24 * hourMs && !isNext;
  });
}

describe('the daily digest', () => {
  it('is due from its time on, about the day before, once', () => {
    expect(dueDigest(daily, at('2026-11-24T06:59:59Z'))).toBeUndefined();
    expect(shown(dueDigest(daily, at('2026-11-24T07:00:00Z'), '2026-11-23'))).toEqual([
      '2026-11-24',
      '2026-11-22T23:00:00.000Z',
      '2026-11-23T22:59:59.999Z',
    ]);
    expect(dueDigest(daily, at('2026-11-24T07:00:01Z'), '2026-11-24')).toBeUndefined();
  });

  it('comes late on the same day after an absence, and not on the next before its time', () => {
    expect(dueDigest(daily, at('2026-11-24T22:59:00Z'), '2026-11-23')?.day).toBe('2026-11-24');
    expect(dueDigest(daily, at('2026-11-24T23:00:00Z'), '2026-11-23')).toBeUndefined();
  });

  it('is about all days since the last one, a week at most', () => {
    expect(shown(dueDigest(office, at('2026-11-23T08:00:00Z'), '2026-11-20'))).toEqual([
      '2026-11-23',
      '2026-11-19T23:00:00.000Z',
      '2026-11-22T22:59:59.999Z',
    ]);
    expect(dueDigest(office, at('2026-11-23T08:00:00Z'))?.window.from).toEqual(
      at('2026-11-19T23:00:00Z'),
    );
    expect(dueDigest(daily, at('2026-11-23T08:00:00Z'), '2026-09-01')?.window.from).toEqual(
      at('2026-11-15T23:00:00Z'),
    );
  });

  it('is not sent on days that have none', () => {
    expect(dueDigest(office, at('2026-11-22T12:00:00Z'), '2026-11-20')).toBeUndefined();
  });

  it('is compared with the same days a week before, by the clock', () => {
    const window = { from: at('2026-10-26T23:00:00Z'), to: at('2026-10-27T22:59:59.999Z') };
    expect(weekBefore(window, zone)).toEqual({
      from: at('2026-10-19T22:00:00Z'),
      to: at('2026-10-20T21:59:59.999Z'),
    });
    const soFar = { from: at('2026-10-26T23:00:00Z'), to: at('2026-10-27T13:00:00Z') };
    expect(weekBefore(soFar, zone).to).toEqual(at('2026-10-20T12:00:00Z'));
  });

  it('tells every local day exactly once, across changes of the clock and absences', () => {
    const zones = ['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1439 }),
        fc.subarray([...weekdays], { minLength: 1 }),
        fc.constantFrom('2026-03-01T00:00Z', '2026-09-20T00:00Z', '2026-10-20T00:00Z'),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 30, maxLength: 60 }),
        (timeZone, atMinute, chosen, start, waits) => {
          const sent = sentOver({ atMinute, zone: timeZone, weekdays: chosen }, start, waits);
          expect(new Set(sent.map(({ day }) => day)).size).toBe(sent.length);
          expect(untold(sent)).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });
});
