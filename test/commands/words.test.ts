import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quoted, wordsOf } from '../../src/commands/words.ts';

describe('words of a line', () => {
  it('part at blanks of any kind', () => {
    expect(wordsOf(' signins\tfor\u00a0alice\n').map(({ text }) => text)).toEqual([
      'signins',
      'for',
      'alice',
    ]);
  });

  it.each([
    '"Alice Martin"',
    '“Alice Martin”',
    '„Alice Martin“',
    '"Alice Martin',
    '"Alice Martin ”',
  ])('stay together in %s', (typed) => {
    expect(wordsOf(`for ${typed}`)).toEqual([
      { text: 'for', quoted: false },
      { text: 'Alice Martin', quoted: true },
    ]);
  });

  it('are nothing between empty quotes', () => {
    expect(wordsOf('for "" last')).toHaveLength(2);
  });

  it('are read back as one word once quoted, whatever else they are', () => {
    const blank = /\s/;
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() === text && text !== '' && !/["“”„]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        expect(wordsOf(`app ${quoted(text)} last`).map((word) => word.text)).toEqual([
          'app',
          text,
          'last',
        ]);
        if (blank.test(text)) expect(wordsOf(quoted(text))).toEqual([{ text, quoted: true }]);
      }),
    );
  });

  it('never open a second word with the quotes of a value', () => {
    expect(wordsOf(`app ${quoted('The "big" app')}`)).toEqual([
      { text: 'app', quoted: false },
      { text: "The 'big' app", quoted: true },
    ]);
  });
});
