import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseEnding } from '../../src/domain/ending.ts';

/** A Sunday, 13:00 in Oslo. */
const now = new Date('2026-11-22T12:00:00Z');
const ending = (words: string) => parseEnding(words, now, 'Europe/Oslo', 90);
const at = (words: string) => {
  const read = ending(words);
  return 'until' in read ? read.until.toISOString() : read.problem;
};

describe('reading an end', () => {
  it.each([
    ['for 8h', '2026-11-22T20:00:00.000Z'],
    ['for 2d', '2026-11-24T12:00:00.000Z'],
    ['2 weeks', '2026-12-06T12:00:00.000Z'],
    ['for an hour', '2026-11-22T13:00:00.000Z'],
    ['for 45 mins', '2026-11-22T12:45:00.000Z'],
    ['until friday', '2026-11-27T23:00:00.000Z'],
    ['until Fri 18:00', '2026-11-27T17:00:00.000Z'],
    ['until tomorrow at 9:30', '2026-11-23T08:30:00.000Z'],
    ['until sunday', '2026-11-22T23:00:00.000Z'],
    ['until 18:00', '2026-11-22T17:00:00.000Z'],
    ['until 9:00', '2026-11-23T08:00:00.000Z'],
    ['until 2026-12-01', '2026-12-01T23:00:00.000Z'],
    ['until 2026-12-01T10:00Z', '2026-12-01T10:00:00.000Z'],
    ['until today', '2026-11-22T23:00:00.000Z'],
  ])('%s', (words, instant) => {
    expect(at(words)).toBe(instant);
  });

  it.each([
    ['until yesterday', 'is over already'],
    ['until now', 'is over already'],
    ['for 0d', 'is over already'],
    ['for 91d', '90 days at most'],
    ['until 2027-12-01', '90 days at most'],
    ['until doomsday', 'no date or time'],
    ['for ever', 'no date or time'],
    ['', 'no date or time'],
  ])('refuses “%s” with the way out', (words, problem) => {
    expect(at(words)).toContain(problem);
  });

  it('lies in the future and within the limit, or is a sentence, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.nat({ max: 999 }), fc.constantFrom('h', 'd', 'w', 'm', 'days'))
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(typed, (words) => {
        const read = ending(words);
        if ('problem' in read) return read.problem.endsWith('.');
        const days = (read.until.getTime() - now.getTime()) / 86_400_000;
        return days > 0 && days <= 90;
      }),
    );
  });
});
