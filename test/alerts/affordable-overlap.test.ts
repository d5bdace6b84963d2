import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { affordableOverlap } from '../../src/alerts/affordable-overlap.ts';
import { atMinute, minuteMs } from './builders.ts';

const hourMs = 60 * minuteMs;

/** A read up to that many minutes ago that brought so many new rows. */
const read = (minutesAgo: number, newRows: number) => ({ to: atMinute(600 - minutesAgo), newRows });
const overlap = (...reads: ReturnType<typeof read>[]) => affordableOverlap(reads, hourMs);

describe('how far a poll reaches back', () => {
  it('is the whole overlap on every ordinary day', () => {
    expect(overlap()).toBe(hourMs);
    expect(overlap(...Array.from({ length: 60 }, (_, n) => read(n, 80)))).toBe(hourMs);
  });

  it('is five minutes while a storm rages, and no storm makes it less', () => {
    expect(overlap(read(0, 100_000))).toBe(5 * minuteMs);
    expect(overlap(read(0, 2_000), read(1, 2_000), read(2, 2_000))).toBe(5 * minuteMs);
  });

  it('is up to the storm’s end when that is over, and all of it again an hour later', () => {
    expect(overlap(read(0, 10), read(12, 100_000))).toBe(12 * minuteMs);
    expect(overlap(read(0, 10), read(61, 100_000))).toBe(hourMs);
  });

  it('is never longer than the setting, nor shorter than five minutes of it', () => {
    const reads = fc.array(fc.tuple(fc.nat(120), fc.nat(20_000)), { maxLength: 50 });
    const settings = fc.integer({ min: 1, max: 180 });
    fc.assert(
      fc.property(reads, settings, (some, minutes) => {
        const newestFirst = some.toSorted(([a], [b]) => a - b).map(([at, rows]) => read(at, rows));
        const found = affordableOverlap(newestFirst, minutes * minuteMs);
        expect(found).toBeLessThanOrEqual(minutes * minuteMs);
        expect(found).toBeGreaterThanOrEqual(Math.min(minutes, 5) * minuteMs);
      }),
    );
  });
});
