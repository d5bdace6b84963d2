import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quietUntil } from '../../src/domain/quiet-hours.ts';

const night = { fromMinute: 22 * 60, toMinute: 6 * 60 + 30, zone: 'Europe/Oslo' };
const lunch = { fromMinute: 12 * 60, toMinute: 13 * 60, zone: 'Europe/Oslo' };
const until = (hours: typeof night, at: string) => quietUntil(hours, new Date(at))?.toISOString();

describe('quiet hours', () => {
  it.each([
    [night, '2026-11-22T20:59:59Z', undefined],
    [night, '2026-11-22T21:00:00Z', '2026-11-23T05:30:00.000Z'],
    [night, '2026-11-23T02:00:00Z', '2026-11-23T05:30:00.000Z'],
    [night, '2026-11-23T05:30:00Z', undefined],
    [lunch, '2026-11-23T11:30:00Z', '2026-11-23T12:00:00.000Z'],
    [lunch, '2026-11-23T12:00:00Z', undefined],
    [night, '2026-10-25T00:30:00Z', '2026-10-25T05:30:00.000Z'],
    [night, '2026-03-28T22:30:00Z', '2026-03-29T04:30:00.000Z'],
  ])('%j at %s last until %s', (hours, at, end) => {
    expect(until(hours, at)).toBe(end);
  });

  it('end within a day, and are over at their end', () => {
    const minute = fc.nat({ max: 1_439 });
    const times = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(minute, minute, times, (fromMinute, toMinute, now) => {
        fc.pre(fromMinute !== toMinute);
        const hours = { fromMinute, toMinute, zone: 'America/New_York' };
        const end = quietUntil(hours, now);
        if (end === undefined) return true;
        const ms = end.getTime() - now.getTime();
        return ms > 0 && ms <= 25 * 3_600_000 && quietUntil(hours, end) === undefined;
      }),
    );
  });
});
