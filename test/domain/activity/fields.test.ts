import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from '../../../src/domain/activity/fields.ts';
import { fileRecord, sourceRecord, wrapped } from '../../fixtures/activity-records.ts';
import { read } from './read.ts';

const valueAt = (more: object, label: string) =>
  fieldsOf(read(wrapped(sourceRecord('X', { ...more })))).find((field) => field.label === label)
    ?.value;

describe('the fields of a record', () => {
  it('name what a list of names and values holds', () => {
    const Parameters = [{ Name: 'ForwardTo', Value: 'eve@outside.example' }];
    expect(valueAt({ Parameters }, 'Parameters › ForwardTo')).toBe('eve@outside.example');
    const ModifiedProperties = [{ Name: 'City', NewValue: '["Bergen"]', OldValue: '["Oslo"]' }];
    expect(valueAt({ ModifiedProperties }, 'ModifiedProperties › City, new')).toBe('Bergen');
    expect(valueAt({ ModifiedProperties }, 'ModifiedProperties › City, old')).toBe('Oslo');
  });

  it('read JSON inside of strings', () => {
    expect(valueAt({ Data: '{"a":{"b":["c","d"]}}' }, 'Data › a › b')).toBe('c, d');
    expect(valueAt({ Data: '{broken' }, 'Data')).toBe('{broken');
  });

  it('say when one is empty, rather than leaving it out', () => {
    const more = { A: '', B: null, C: [], D: {}, E: false, F: 0 };
    expect(['A', 'B', 'C', 'D', 'E', 'F'].map((label) => valueAt(more, label))).toEqual([
      '(empty)',
      '(null)',
      '(empty list)',
      '(nothing)',
      'false',
      '0',
    ]);
  });

  it('show a long one in pieces, none of it cut', () => {
    const long = 'abcdefghij'.repeat(100);
    const pieces = fieldsOf(read(wrapped(sourceRecord('X', { long })))).filter(({ label }) =>
      label.startsWith('long'),
    );
    expect(pieces.map(({ value }) => value).join('')).toBe(long);
    expect(pieces[1]?.label).toBe('long (2 of 4)');
  });

  it('repeat nothing that Graph’s wrapper says once more, and keep what it says differently', () => {
    const same = fieldsOf(read(fileRecord('FileAccessed'))).map(({ label }) => label);
    expect(same.filter((label) => label.startsWith('Graph'))).toEqual(['Graph › createdDateTime']);
    const other = wrapped(sourceRecord('X'), { userId: 'other', administrativeUnits: ['a'] });
    expect(fieldsOf(read(other))).toEqual(
      expect.arrayContaining([
        { label: 'Graph › userId', value: 'other' },
        { label: 'Graph › administrativeUnits', value: 'a' },
      ]),
    );
  });
});
