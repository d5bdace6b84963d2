import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvRecord, escapeFormula } from '../../src/exports/csv.ts';
import { readCsv } from './read-csv.ts';

const awkward = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('"', ',', ';', '\r', '\n', '\t', ' ', '=', '-', '@', '5', '.', 'ø', ''))
    .map((parts) => parts.join('')),
);

describe('a record of CSV', () => {
  it('is read back by RFC 4180 as what was written, formulas aside', () => {
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(awkward, { minLength: width, maxLength: width }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map(csvRecord).join('');
        expect(readCsv(text)).toEqual(rows.map((cells) => cells.map(escapeFormula)));
      }),
    );
  });

  it('ends with CRLF and quotes only what needs it', () => {
    expect(csvRecord(['plain', 'two words', 'a,b', 'say "hi"', 'two\nlines', ''])).toBe(
      'plain,two words,"a,b","say ""hi""","two\nlines",\r\n',
    );
  });

  it('keeps a record of one empty cell from being an empty line', () => {
    expect(csvRecord([''])).toBe('""\r\n');
  });
});

describe('a cell', () => {
  it.each([
    '=HYPERLINK("https://evil.example","click")',
    '+cmd|calc!A1',
    '-2+3+cmd|calc!A1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '-',
    '--5',
    '-5e3+A1',
  ])('that a spreadsheet would run gets an apostrophe: %j', (cell) => {
    expect(escapeFormula(cell)).toBe(`'${cell}`);
  });

  it.each(['-5', '+47', '-0.25', '12', 'a=b', '', ' =1', 'alice@contoso.example', '2026-11-22'])(
    'that is no formula stays as it is: %j',
    (cell) => {
      expect(escapeFormula(cell)).toBe(cell);
    },
  );

  it('never begins a formula, whatever a log says', () => {
    fc.assert(
      fc.property(awkward, (cell) => {
        const shown = escapeFormula(cell);
        expect(/^[=@\t\r\n＝＋－＠]/.test(shown)).toBe(false);
        expect(/^[+-]/.test(shown) && Number.isNaN(Number(shown))).toBe(false);
      }),
    );
  });
});
