import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asSeen, harmless, harmlessLabel, harmlessPreview } from '../../src/cards/escape.ts';

/** Pieces that mean something to a card, mixed with whatever else people and apps are called. */
const foreign = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(
        ...['**', '_', '`', '~~', '\\', '[a](http://evil.example)', '<at>Bob</at>', '&lt;', '# '],
        ...['- ', '1. ', '12) ', '> ', '+ ', '|', '---', '===', 'https://', 'www.evil.example'],
        ...['$', '{', `\${x}`, '{{DATE(2026-11-22T00:00:00Z)}}', '}', '\n', '\r\n', '\t', '\u0000'],
        ...['\u202e', '\u2066', '\u200b', '\ufeff', '\u2028', '\u00ad', ' ', 'é', 'محمد', '🦉'],
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const oneSeenLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const unseen = /[\p{Cc}\p{Zl}\p{Zp}]|(?!\u200b)\p{Cf}/u;

/** True when each character that Markdown reads is behind a backslash of its own. */
const escaped = (text: string) => /^(?:\\[!-/:-@[-`{-~]|[^\\`*_[\]<>~|{}#&])*$/.test(text);

describe('foreign text where cards read Markdown', () => {
  it('leaves nothing for Markdown to read', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const shown = harmless(text);
        expect(escaped(shown)).toBe(true);
        expect(shown).not.toMatch(/^\s*([-+=>#]|\d+[.)](\s|$))/);
        expect(shown).not.toMatch(/:\/\/|www\./i);
        expect(shown).not.toContain('${');
        expect(shown).not.toContain('{{');
        expect(shown).not.toMatch(unseen);
      }),
      { numRuns: 500 },
    );
  });

  it('shows what was there, letter by letter', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', maxLength: 80 })
          .filter((text) => !/[\p{Co}\p{Cn}]/u.test(text)),
        (text) => {
          expect(asSeen(harmless(text))).toBe(oneSeenLine(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a_b_c', 'a\\_b\\_c'],
    ['**Bob**', '\\*\\*Bob\\*\\*'],
    ['[click](http://evil.example)', '\\[click\\](http:/\u200b/evil.example)'],
    ['<at>Bob</at>', '\\<at\\>Bob\\</at\\>'],
    ['1. first', '1\\. first'],
    ['- item', '\\- item'],
    ['well-known', 'well-known'],
    ["O'Brien (Sales), 2.5", "O'Brien (Sales), 2.5"],
  ])('writes %s so that it is read as such', (text, shown) => {
    expect(harmless(text)).toBe(shown);
    expect(asSeen(shown)).toBe(text);
  });

  it('takes away what hides, turns or breaks lines', () => {
    expect(harmless('invoice\u202egpj.exe')).toBe('invoice gpj.exe');
    expect(harmless('a\nb\u0000c\u2028d')).toBe('a b c d');
  });

  it('cuts at whole characters and says so', () => {
    expect(harmless('🦉'.repeat(500), 10)).toBe(`${'🦉'.repeat(9)}…`);
    expect(harmless('*'.repeat(20), 3)).toBe('\\*\\*…');
    expect(harmless('a'.repeat(10), 10)).toBe('a'.repeat(10));
  });
});

describe('foreign text on buttons', () => {
  it('holds no binding, no date function and nothing unseen', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const label = harmlessLabel(text);
        expect(label).not.toContain('${');
        expect(label).not.toContain('{{');
        expect(label).not.toMatch(unseen);
      }),
    );
  });

  it('is otherwise shown as it is, for nothing undoes an escape there', () => {
    expect(harmlessLabel('Bob_the *builder* [x]')).toBe('Bob_the *builder* [x]');
  });
});

describe('foreign text of a search result', () => {
  it('is one line without markup, link or anything unseen', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const shown = harmlessPreview(text);
        expect(shown).not.toMatch(/[<>\n]|:\/\/|www\.|\]\(/i);
        expect(shown).not.toMatch(unseen);
        expect(harmlessPreview(text, 5).length).toBeLessThanOrEqual(12);
      }),
    );
  });

  it('is otherwise shown as it is', () => {
    expect(harmlessPreview('R&D *blocks* O’Neil [x] <b>')).toBe('R&D *blocks* O’Neil [x] ‹b›');
  });
});
