import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFilter } from '../../src/demo/tenant/filter/parse.ts';
import { type Filter, visitComparisons } from '../../src/demo/tenant/filter/syntax.ts';
import {
  all,
  anyOf,
  beginsWith,
  either,
  equals,
  notAfter,
  notBefore,
  oneOf,
  queryString,
} from '../../src/graph/odata.ts';

function comparisonsOf(filter: Filter): [string, string, string][] {
  const found: [string, string, string][] = [];
  visitComparisons(filter, (path, operator, value) => found.push([path, operator, value.text]));
  return found;
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "'",
    "''",
    "' or 1 eq 1",
    "') or (a eq '",
    'a&$top=1',
    '%27',
    '\\',
    '"',
    '\u2019',
  ),
);

describe('a filter', () => {
  it('holds any text as one literal, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const clauses = [
          equals('userId', one),
          beginsWith('appDisplayName', other),
          either([equals('a', one), equals('b', other)]),
          oneOf('id', [one, other]),
        ];
        expect(comparisonsOf(parseFilter(all(clauses)))).toEqual([
          ['userId', 'eq', one],
          ['appDisplayName', 'startswith', other],
          ['a', 'eq', one],
          ['b', 'eq', other],
          ['id', 'in', one],
          ['id', 'in', other],
        ]);
      }),
    );
  });

  it('arrives as it was written, in a query with others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const $filter = equals('displayName', words);
        const query = new URLSearchParams(queryString({ $filter, $top: 5, $select: undefined }));
        expect([...query]).toEqual([
          ['$filter', $filter],
          ['$top', '5'],
        ]);
      }),
    );
  });

  it('writes dates and numbers bare, and types as a group of their own', () => {
    const at = new Date('2026-11-22T10:00:00Z');
    const clauses = [
      notBefore('createdDateTime', at),
      notAfter('createdDateTime', at),
      equals('status/errorCode', 0),
      anyOf('signInEventTypes', ['a', 'b']),
    ];
    expect(all(clauses)).toBe(
      'createdDateTime ge 2026-11-22T10:00:00.000Z and createdDateTime le 2026-11-22T10:00:00.000Z' +
        " and status/errorCode eq 0 and (signInEventTypes/any(t: t eq 'a' or t eq 'b'))",
    );
  });
});
