import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amend } from '../../src/commands/amend.ts';
import { commands } from '../../src/commands/index.ts';
import { parse } from '../../src/commands/parse.ts';

const last = 'signins for 0a11ce00-7e57-4000-8000-000000000005 failed app "Office 365" last 24h';
const id = '0a11ce00-7e57-4000-8000-000000000005';

describe('a change of the last question', () => {
  it.each([
    ['blocked', `signins for ${id} app "Office 365" last 24h blocked`],
    ['only blocked', `signins for ${id} app "Office 365" last 24h blocked`],
    ['BLOCKED', `signins for ${id} app "Office 365" last 24h blocked`],
    ['last 7d', `signins for ${id} failed app "Office 365" last 7d`],
    ['and last 7d', `signins for ${id} failed app "Office 365" last 7d`],
    ['since yesterday', `signins for ${id} failed app "Office 365" since yesterday`],
    [
      'from 2026-11-01 to 2026-11-03',
      `signins for ${id} failed app "Office 365" from 2026-11-01 to 2026-11-03`,
    ],
    ['for bob', 'signins failed app "Office 365" last 24h for bob'],
    ['the same for Bob Miller', 'signins failed app "Office 365" last 24h for Bob Miller'],
    ['what about bob', 'signins failed app "Office 365" last 24h for bob'],
    ['what about last 2h', `signins for ${id} failed app "Office 365" last 2h`],
    ['app "Last Resort"', `signins for ${id} failed last 24h app "Last Resort"`],
    ['blocked last 2h', `signins for ${id} app "Office 365" blocked last 2h`],
    ['without app', `signins for ${id} failed last 24h`],
    ['without failed', `signins for ${id} app "Office 365" last 24h`],
    ['top 5', `signins for ${id} failed app "Office 365" last 24h top 5`],
  ])('is read from “%s”', (typed, line) => {
    expect(amend(last, typed, commands)).toBe(line);
    expect(parse(line, commands).kind).toBe('command');
  });

  it('replaces a person who was named without “for”', () => {
    expect(amend('signins alice failed', 'for bob', commands)).toBe('signins failed for bob');
  });

  it.each(['bananas', 'singins', 'hello there', 'without', 'without bananas', ''])(
    'is not seen in “%s”',
    (typed) => {
      expect(amend(last, typed, commands)).toBeUndefined();
    },
  );

  it('is not seen where the last question has no such words', () => {
    expect(amend('policy "Block legacy"', 'blocked', commands)).toBeUndefined();
  });

  it('keeps every word it does not change, whatever people typed', () => {
    const word = fc.constantFrom('alice', '"App Last"', 'müller', 'x y', '"for"');
    fc.assert(
      fc.property(word, word, (person, app) => {
        const line = `signins for ${person} app ${app}`;
        const before = parse(line, commands);
        const after = parse(amend(line, 'last 2h', commands) ?? '', commands);
        expect(after).toEqual({
          ...before,
          args: { ...('args' in before ? before.args : {}), within: 'last 2h' },
        });
      }),
    );
  });
});
