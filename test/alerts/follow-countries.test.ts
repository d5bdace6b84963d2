import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CountrySighting, followCountries } from '../../src/alerts/follow-countries.ts';
import type { UserCountry } from '../../src/ports/user-countries.ts';
import { noon } from '../builders.ts';

const dayMs = 24 * 60 * 60_000;
const limits = { absentMs: 90 * dayMs, learnMs: 14 * dayMs };
const onDay = (day: number) => new Date(noon.getTime() + day * dayMs);
const seen = (country: string, day: number, who = 'ada'): CountrySighting => ({
  id: `${who} ${country} ${day}`,
  at: onDay(day),
  who,
  country,
});

/** What is found in reads that come in this order, and what is known in the end. */
function follow(reads: readonly (readonly CountrySighting[])[]) {
  const known = new Map<string, UserCountry>();
  const found = reads.flatMap((read) => {
    const result = followCountries([...known.values()], read, limits);
    for (const one of result.changed) known.set(`${one.who} ${one.country}`, one);
    return result.found;
  });
  return { found, known: [...known.values()] };
}

const idsIn = (...reads: readonly (readonly CountrySighting[])[]) =>
  follow(reads).found.map(({ id }) => id);

describe('a user who is seen in a country', () => {
  it('is told of where she was not seen lately, with where she was', () => {
    const { found } = follow([
      [seen('NO', 0)],
      [seen('SE', 3)],
      [seen('NO', 19)],
      [seen('FR', 20)],
    ]);
    expect(found).toEqual([{ id: 'ada FR 20', who: 'ada', country: 'FR', usual: ['NO', 'SE'] }]);
  });

  it('is not told of before the watch has known her for a while, and is learnt meanwhile', () => {
    expect(idsIn([seen('NO', 0)], [seen('FR', 13)], [seen('FR', 20)])).toEqual([]);
    expect(idsIn([seen('FR', 0)])).toEqual([]);
  });

  it('is told of once, however often she is seen there and however often it is read', () => {
    const read = [seen('NO', 20), seen('FR', 20), seen('FR', 21)];
    expect(idsIn([seen('NO', 0)], read, read, [seen('FR', 50)])).toEqual(['ada FR 20']);
  });

  it('is told of again after an absence from there', () => {
    const between = [30, 60, 90, 110].map((day) => seen('NO', day));
    expect(idsIn([seen('NO', 0)], [seen('FR', 20)], between, [seen('FR', 109)])).toEqual([
      'ada FR 20',
    ]);
    expect(idsIn([seen('NO', 0)], [seen('FR', 20)], between, [seen('FR', 111)])).toEqual([
      'ada FR 20',
      'ada FR 111',
    ]);
  });

  it('says nothing of another', () => {
    expect(idsIn([seen('NO', 0), seen('FR', 0, 'bo')], [seen('FR', 20, 'bo')])).toEqual([]);
  });

  it('is found at the first of a read, in whatever order it lists them', () => {
    expect(idsIn([seen('NO', 0)], [seen('FR', 22), seen('FR', 21)])).toEqual(['ada FR 21']);
  });

  it('is told of once by a sign-in that comes before an earlier one', () => {
    expect(idsIn([seen('NO', 0)], [seen('FR', 21)], [seen('FR', 20.5)])).toEqual(['ada FR 21']);
  });

  it('writes nothing for what changes little', () => {
    const known = follow([[seen('NO', 0)]]).known;
    expect(followCountries(known, [seen('NO', 0.03)], limits).changed).toEqual([]);
    expect(followCountries(known, [seen('NO', 0.05)], limits).changed).toHaveLength(1);
  });

  it('alerts on the same countries whatever the order and however often records come', () => {
    // Days lie far enough from the ends of the learning time and of an absence for a day's lateness.
    const home = fc.constant(seen('NO', 0));
    const later = fc.record({
      country: fc.constantFrom('NO', 'SE', 'FR', 'BR'),
      day: fc.integer({ min: 20, max: 60 }),
      late: fc.integer({ min: 0, max: 1 }),
      times: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(home, fc.array(later, { maxLength: 12 }), (first, rows) => {
        const inOrder = rows
          .toSorted((a, b) => a.day - b.day)
          .map((row) => [seen(row.country, row.day)]);
        const asTheyCome = rows
          .flatMap((row) =>
            Array.from({ length: row.times }, (_, again) => ({
              ...row,
              at: row.day + row.late + again,
            })),
          )
          .sort((a, b) => a.at - b.at || b.day - a.day)
          .map((row) => [seen(row.country, row.day)]);
        const countriesIn = (reads: CountrySighting[][]) =>
          follow([[first], ...reads])
            .found.map(({ country }) => country)
            .sort();
        expect(countriesIn(asTheyCome)).toEqual(countriesIn(inOrder));
      }),
      { numRuns: 300 },
    );
  });
});
