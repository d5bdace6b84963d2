import { describe, expect, it } from '@jest/globals';
import { type Figure, reaches } from './figure.ts';
import { inTurns } from './in-turns.ts';
import { median, quantile } from './quantile.ts';
import { tableOf } from './table.ts';

const figure = (changes: Partial<Figure>): Figure => ({
  what: 'answers',
  unit: '/s',
  ours: 80,
  baseline: 100,
  ...changes,
});

describe('the figures of npm run bench', () => {
  it.each([
    [{ target: { sign: '≥', value: 0.8 } }, true],
    [{ target: { sign: '≥', value: 0.81 } }, false],
    [{ target: { sign: '≤', value: 0.8 } }, true],
    [{ target: { sign: '≤', value: 0.79 } }, false],
    [{ ours: 1, baseline: undefined, target: { sign: '=', value: 1 } }, true],
    [{ ours: 2, baseline: undefined, target: { sign: '=', value: 1 } }, false],
    [{ ours: Number.NaN, target: { sign: '≥', value: 0.8 } }, false],
    [{}, undefined],
  ] as const)('judges %j as %p', (changes, reached) => {
    expect(reaches(figure(changes))).toBe(reached);
  });

  it('shows each beside its baseline with the ratio and whether the target was missed', () => {
    const missed = figure({ ours: 1234.5, baseline: 2469, target: { sign: '≥', value: 0.8 } });
    const count = figure({ what: 'requests', unit: '', ours: 1, baseline: undefined });
    expect(tableOf([missed, count])).toBe(
      [
        '             ours  baseline  ratio  target',
        'answers   1,235/s   2,469/s   0.50   ≥ 0.8  MISS',
        'requests        1',
        '',
      ].join('\n'),
    );
  });

  it('compares round by round, so that a slow minute of the machine counts for neither side', () => {
    const { ours, baseline, ratio } = inTurns([90, 9, 80], [100, 10, 100]);
    expect([ours, baseline, ratio]).toEqual([80, 100, 0.9]);
    expect(reaches(figure({ ours, baseline, ratio, target: { sign: '≥', value: 0.85 } }))).toBe(
      true,
    );
  });

  it('takes the middle and the nearly highest of what was measured, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(
      quantile(
        Array.from({ length: 200 }, (_, index) => 200 - index),
        0.99,
      ),
    ).toBe(198);
    expect(median([])).toBeNaN();
  });
});
