import { describe, expect, it } from '@jest/globals';
import { countryCode, countryName, countryNames } from '../../src/domain/country.ts';

describe('a country', () => {
  it.each([
    ['de', 'DE'],
    ['Germany', 'DE'],
    ['GERMANY ', 'DE'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['uk', 'GB'],
    ['United Kingdom', 'GB'],
    ['usa', 'US'],
    ['the netherlands', 'NL'],
    ['Côte d’Ivoire', 'CI'],
    ["cote d'ivoire", 'CI'],
    ['Burma', 'MM'],
    ['Hong Kong', 'HK'],
    ['Turkey', 'TR'],
    ['trinidad and tobago', 'TT'],
  ])('called “%s” is %s', (words, code) => {
    expect(countryCode(words)).toBe(code);
  });

  it.each(['', 'atlantis', 'EU', 'ZZ', '2026-11-01', 'yesterday', 'today', 'now', 'last', 'x'])(
    'is not “%s”',
    (words) => {
      expect(countryCode(words)).toBeUndefined();
    },
  );

  it('has one English name, by which it is found again', () => {
    expect(countryNames.length).toBeGreaterThan(240);
    for (const name of countryNames) expect(countryName(countryCode(name) ?? '')).toBe(name);
    expect(countryName('Nirgendwo')).toBe('Nirgendwo');
  });
});
