import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coversWindow, reuseMs, searchKey } from '../../src/domain/search-job.ts';
import { minutesAfter, noon } from '../builders.ts';

const span = (from: number, to: number) => ({
  from: minutesAfter(noon, from),
  to: minutesAfter(noon, to),
});
const asked = (window: ReturnType<typeof span>, minute: number) => ({
  window,
  now: minutesAfter(noon, minute),
});
const known = (window: ReturnType<typeof span>, minute = 0) => ({
  window,
  askedAt: minutesAfter(noon, minute),
});

describe('whether a search answers a question', () => {
  const lastDay = known(span(-1440, 0));

  it('it does for “last 24h” within the hour, and no longer', () => {
    expect(coversWindow(lastDay, asked(span(-1440, 0), 0))).toBe(true);
    expect(coversWindow(lastDay, asked(span(-1440 + 59, 59), 59))).toBe(true);
    expect(coversWindow(lastDay, asked(span(-1440 + 61, 61), 61))).toBe(false);
  });

  it('it does for “since …” with the same start', () => {
    expect(coversWindow(lastDay, asked(span(-1440, 30), 30))).toBe(true);
    expect(coversWindow(lastDay, asked(span(-1430, 30), 30))).toBe(false);
  });

  it('it does for the same past days whenever they are asked for, and for no others', () => {
    const past = known(span(-5000, -3000));
    expect(coversWindow(past, asked(span(-5000, -3000), 900))).toBe(true);
    expect(coversWindow(past, asked(span(-5000, -2990), 10))).toBe(false);
    expect(coversWindow(past, asked(span(-4990, -2990), 10))).toBe(false);
  });

  it('it does for a short range for a short while only', () => {
    const lastHour = known(span(-60, 0));
    expect(coversWindow(lastHour, asked(span(-50, 10), 10))).toBe(true);
    expect(coversWindow(lastHour, asked(span(-40, 20), 20))).toBe(false);
  });

  it('it never does for a question that was asked before it', () => {
    expect(coversWindow(known(span(-1430, 10), 10), asked(span(-1440, 0), 0))).toBe(false);
  });

  it('it leaves no more than an hour of the end of any window out', () => {
    const minutes = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(minutes, minutes, minutes, minutes, minutes, (a, b, c, d, later) => {
        const first = known(span(Math.min(a, b), Math.max(a, b)), Math.max(a, b));
        const second = asked(span(Math.min(c, d), Math.max(c, d)), Math.max(c, d) + (later % 2));
        if (!coversWindow(first, second)) return;
        const missing = second.window.to.getTime() - first.window.to.getTime();
        expect(missing).toBeLessThanOrEqual(reuseMs);
        expect(first.window.from.getTime()).toBeLessThanOrEqual(
          second.window.from.getTime() + 1_500,
        );
      }),
    );
  });
});

describe('the key of a search', () => {
  it('is the same whatever the order and case of its values', () => {
    const one = { userPrincipalNames: ['A@x.example', 'b@x.example'], recordTypes: ['x', 'y'] };
    const other = {
      recordTypes: ['y', 'x', 'x'],
      userPrincipalNames: ['b@x.example', 'a@X.example'],
    };
    expect(searchKey(one)).toBe(searchKey(other));
  });

  it('differs where what is looked for differs', () => {
    const filters = [
      {},
      { keyword: 'a' },
      { mailbox: 'a' },
      { objectIds: ['a'] },
      { recordTypes: ['a'] },
      { userPrincipalNames: ['a'] },
      { userPrincipalNames: ['a', 'b'] },
    ];
    expect(new Set(filters.map(searchKey)).size).toBe(filters.length);
  });
});
