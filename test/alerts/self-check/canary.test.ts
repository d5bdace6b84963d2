import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oddSilence } from '../../../src/alerts/self-check/canary.ts';
import type { HourOfReads } from '../../../src/ports/coverage.ts';

const hourMs = 60 * 60_000;
const week = 7 * 24;
const firstMs = Date.parse('2026-10-26T00:00:00Z');
const hourAt = (index: number) => new Date(firstMs + index * hourMs);

/** Four weeks and a day of hours; `undefined`: nothing was read then. */
function hoursOf(rows: (index: number) => number | undefined, length = 29 * 24): HourOfReads[] {
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    const newRows = rows(index);
    return newRows === undefined ? [] : [{ startsAt: hourAt(index), reads: 60, newRows }];
  });
}

const last = 29 * 24 - 1;
const now = new Date(hourAt(last).getTime() + 30 * 60_000);
/** Busy always, silent in the last `hours` whole hours and in this one. */
const silentFor = (hours: number) => (index: number) => (index >= last - hours ? 0 : 30);

describe('a tenant that is never silent', () => {
  it('is odd after three silent hours, and not before', () => {
    expect(oddSilence(hoursOf(silentFor(2)), now)).toBeUndefined();
    expect(oddSilence(hoursOf(silentFor(3)), now)).toEqual(hourAt(last - 3));
    expect(oddSilence(hoursOf(silentFor(9)), now)).toEqual(hourAt(last - 9));
  });

  it('is not odd when something came within this hour', () => {
    const rows = (index: number) => (index === last ? 1 : silentFor(5)(index));
    expect(oddSilence(hoursOf(rows), now)).toBeUndefined();
  });

  it('is not odd at hours that are always silent: nights and weekends', () => {
    const rows = (index: number) => (index % 24 < 8 || index % week >= 120 ? 0 : 50);
    for (let hour = last - week; hour <= last; hour += 1) {
      const at = new Date(hourAt(hour).getTime() + 30 * 60_000);
      expect(oddSilence(hoursOf(rows, hour + 1), at)).toBeUndefined();
    }
  });

  it('takes hours that were not read for unknown, now and in the weeks before', () => {
    const paused = (index: number) => (index === last - 2 ? undefined : silentFor(3)(index));
    expect(oddSilence(hoursOf(paused), now)).toBeUndefined();
    const young = hoursOf(silentFor(5)).slice(-10 * 24);
    expect(oddSilence(young, now)).toBeUndefined();
    const once = (index: number) => (index === last - week ? undefined : silentFor(5)(index));
    expect(oddSilence(hoursOf(once), now)).toEqual(hourAt(last - 5));
  });

  it('forgives a tenant that was silent for half as long before', () => {
    const rows = (index: number) => (index >= 100 && index < 103 ? 0 : silentFor(5)(index));
    expect(oddSilence(hoursOf(rows), now)).toBeUndefined();
    expect(
      oddSilence(
        hoursOf((index) => (index >= 100 && index < 103 ? 0 : silentFor(6)(index))),
        now,
      ),
    ).toBeDefined();
  });

  it('never cries over a week that is like all others', () => {
    const weekOf = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: week, maxLength: week });
    fc.assert(
      fc.property(weekOf, fc.integer({ min: 4 * week, max: last }), (rows, hour) => {
        const hours = hoursOf((index) => rows[index % week], hour + 1);
        return oddSilence(hours, new Date(hourAt(hour).getTime() + 59 * 60_000)) === undefined;
      }),
      { numRuns: 200 },
    );
  });
});
