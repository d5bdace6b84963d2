import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { throttled, unreachable } from '../../src/graph/errors.ts';
import { nextWaitMs, patienceMs, readRetryAfter } from '../../src/graph/retry.ts';
import { priorities } from '../../src/ports/read-options.ts';

const now = new Date('2026-11-22T12:00:00Z');
const tries = { tried: 1, waitedMs: 0, priority: 'person', random: 0.5 } as const;

describe('Retry-After', () => {
  it.each([
    ['7', 7],
    ['0', 0],
    ['1.5', 1.5],
    ['-3', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [' ', undefined],
    [null, undefined],
  ])('%p means %p seconds', (header, seconds) => {
    expect(readRetryAfter(header, now)).toBe(seconds);
  });
});

describe('the wait before another try', () => {
  it('doubles with each try and is spread', () => {
    const failure = { error: unreachable('x'), tries: 9 };
    expect([1, 2, 3].map((tried) => nextWaitMs(failure, { ...tries, tried }))).toEqual([
      375, 750, 1500,
    ]);
    expect(nextWaitMs(failure, { ...tries, random: 0 })).toBe(250);
    expect(nextWaitMs(failure, { ...tries, random: 1 })).toBe(500);
  });

  it('is never shorter than the service asks, and never adds up to more than the asker’s patience', () => {
    const seconds = fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined });
    const random = fc.float({ min: 0, max: 1, noNaN: true });
    const priority = fc.constantFrom(...priorities);
    fc.assert(
      fc.property(seconds, random, priority, fc.nat(10), fc.nat(130_000), (...sample) => {
        const [asked, chance, who, tried, waitedMs] = sample;
        const failure = { error: throttled(asked), tries: 5 };
        const wait = nextWaitMs(failure, {
          tried: tried + 1,
          waitedMs,
          priority: who,
          random: chance,
        });
        if (wait === undefined) return;
        expect(tried + 1).toBeLessThan(5);
        expect(wait).toBeGreaterThanOrEqual((asked ?? 0) * 1000);
        expect(waitedMs + wait).toBeLessThanOrEqual(patienceMs[who] + 1);
      }),
    );
  });
});
