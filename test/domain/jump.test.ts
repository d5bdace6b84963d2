import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findJump, usualHour } from '../../src/domain/jump.ts';
import { atMinute } from '../alerts/builders.ts';

const start = atMinute(0);
/** Hours before `start`, the latest first. */
const hoursBefore = (...people: readonly number[]) =>
  people.map((count, index) => ({ hourAt: atMinute(-60 * (index + 1)), people: count }));
const blocksAt = (...minutes: readonly number[]) => minutes.map(atMinute);

describe('blocks of a policy', () => {
  it.each([
    ['4 people, none before', [1, 2, 3, 4], [], undefined],
    ['5 people, none before', [1, 2, 3, 4, 5], [], { people: 5, usual: 0 }],
    ['8 people in place of 2', [1, 2, 3, 4, 5, 6, 7, 8], [0, 2, 2, 2], { people: 8, usual: 2 }],
    ['7 people in place of 2', [1, 2, 3, 4, 5, 6, 7], [0, 2, 2, 2], undefined],
    ['8 people after 5 an hour ago', [1, 2, 3, 4, 5, 6, 7, 8], [5, 1, 1, 1], undefined],
    ['what goes on as in the hour before', [1, 2, 3, 4, 5, 6], [6, 1, 1, 1], undefined],
  ])('%s', (_, minutes, before, jump) => {
    const found = findJump(blocksAt(...minutes), hoursBefore(...before), start);
    expect(found && { people: found.people, usual: found.usual }).toEqual(jump);
  });

  it('jump from the first block of the many on, whatever stray blocks came before', () => {
    const many = [31, 31.5, 32, 32.2, 33, 34, 34.5];
    for (const stray of [[], [3], [22], [3, 22]]) {
      const found = findJump(blocksAt(...stray, ...many), hoursBefore(1, 1, 1), start);
      expect(found?.beganAt).toEqual(atMinute(31));
    }
  });

  it('jump at a block of theirs, however they lie', () => {
    const minutes = fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 40 });
    const hours = fc.array(fc.nat({ max: 12 }), { maxLength: 168 });
    fc.assert(
      fc.property(minutes, hours, (at, before) => {
        const blocks = blocksAt(...at);
        const found = findJump(blocks, hoursBefore(...before), start);
        if (found === undefined) return true;
        const since = blocks.filter((block) => block >= found.beganAt);
        return (
          blocks.some((block) => block.getTime() === found.beganAt.getTime()) &&
          since.length >= 5 &&
          found.people === blocks.length &&
          found.people >= 4 * usualHour(hoursBefore(...before))
        );
      }),
    );
  });

  it('jump or not whatever the order in which they are known, and more people never make less of a jump', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 });
    const hours = fc.array(fc.nat({ max: 9 }), { maxLength: 24 });
    fc.assert(
      fc.property(minutes, hours, fc.integer({ min: 0, max: 60 }), (at, before, one) => {
        const found = findJump(blocksAt(...at), hoursBefore(...before), start);
        const turned = findJump(blocksAt(...at.toReversed()), hoursBefore(...before), start);
        expect(turned).toEqual(found);
        if (found === undefined) return;
        expect(findJump(blocksAt(...at, one), hoursBefore(...before), start)).toBeDefined();
      }),
    );
  });

  it('are compared with the middle one of the hours that had any', () => {
    expect(usualHour([])).toBe(0);
    expect(usualHour(hoursBefore(0, 0, 0, 3))).toBe(3);
    expect(usualHour(hoursBefore(1, 1, 40))).toBe(1);
  });
});
