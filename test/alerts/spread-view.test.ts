import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spreadFacts } from '../../src/alerts/spread-view.ts';
import { emptySpread, type Spread } from '../../src/domain/spread.ts';
import { atMinute } from './builders.ts';

const over = (minutes: readonly number[]): Spread => ({
  ...emptySpread,
  over: minutes.map((minute) => ({ at: atMinute(minute), count: 2 })),
});

describe('how a case of many people spreads', () => {
  it('is drawn in bars of ten minutes, with the pauses between', () => {
    const { bars, barsText } = spreadFacts(over([0, 10, 40]));
    expect(bars.map(({ y }) => y)).toEqual([2, 2, 0, 0, 2]);
    expect(bars[0]?.time).toBe(atMinute(0).toISOString().slice(11, 16));
    expect(barsText).toBe('Most between 09:00 and 09:10 UTC: 2');
  });

  it('is drawn by hours when it lasts, and counts every sign-in of the hours it shows', () => {
    const { bars } = spreadFacts(over([0, 10, 20, 300]));
    expect(bars.map(({ y }) => y)).toEqual([6, 0, 0, 0, 0, 2]);
  });

  it('never takes more than 24 bars, and loses nothing of a day', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 137 }), { minLength: 1 });
    fc.assert(
      fc.property(minutes, (tens) => {
        const sorted = tens.toSorted((a, b) => a - b).map((ten) => ten * 10);
        const { bars } = spreadFacts(over(sorted));
        expect(bars.length).toBeLessThanOrEqual(24);
        expect(bars.reduce((sum, { y }) => sum + y, 0)).toBe(2 * sorted.length);
      }),
    );
  });

  it('names one of a kind as one', () => {
    const one = { distinct: 1, top: [{ name: 'Ada', count: 2 }] };
    const facts = spreadFacts({ ...over([0]), people: one, apps: one, countries: one });
    expect(facts.reach).toBe('1 person, 1 app, 1 country');
    expect(facts.tops[0]).toEqual({ title: 'People', value: 'Ada 2' });
  });
});
