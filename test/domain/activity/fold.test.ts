import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldActivities } from '../../../src/domain/activity/fold.ts';
import type { ActivityRecord } from '../../../src/domain/activity-record.ts';
import { fileRecord, readRecord } from '../../fixtures/activity-records.ts';
import { read } from './read.ts';

const start = Date.parse('2026-11-22T09:00:00Z');
const minutes = (count: number) => new Date(start + count * 60_000).toISOString().slice(0, 19);
const opened = (minute: number, more = {}) =>
  read(fileRecord('FileAccessed', { CreationTime: minutes(minute), ...more }));

const idsOf = (records: readonly ActivityRecord[]) => records.map(({ id }) => id);
const foldedIds = (records: readonly ActivityRecord[]) =>
  foldActivities(records).map((fold) => idsOf(fold.records));

describe('folding', () => {
  it('makes one line of a document that was open for a while', () => {
    const records = [2, 5, 20, 40].map((minute) => opened(minute));
    const [fold, ...others] = foldActivities(records);
    expect(others).toEqual([]);
    expect(fold?.records).toHaveLength(4);
    expect(fold?.firstAt).toEqual(new Date(`${minutes(2)}Z`));
    expect(fold?.latest.at).toEqual(new Date(`${minutes(40)}Z`));
  });

  it('takes opening and previewing for one thing, changing for another, downloading for its own each time', () => {
    const at = (operation: string, minute: number) =>
      read(fileRecord(operation, { CreationTime: minutes(minute) }));
    const records = [
      ...['FileAccessed', 'FilePreviewed', 'FileAccessedExtended'].map((name) => at(name, 1)),
      ...['FileModified', 'FileModifiedExtended'].map((name) => at(name, 2)),
      ...['FileDownloaded', 'FileDownloaded'].map((name) => at(name, 3)),
    ];
    expect(foldActivities(records).map((fold) => fold.records.length)).toEqual([1, 1, 2, 3]);
  });

  it.each([
    ['another file', { ObjectId: 'https://contoso.sharepoint.example/other.docx' }],
    ['another person', { UserId: 'bob@contoso.example' }],
    ['another address', { ClientIP: '198.51.100.1' }],
    ['another session', { AppAccessContext: { AADSessionId: 'other' } }],
  ])('tells %s apart', (_, more) => {
    expect(foldActivities([opened(1), opened(2, more)])).toHaveLength(2);
  });

  it('begins a new line after half an hour without a record', () => {
    expect(
      foldActivities([opened(0), opened(30), opened(61)]).map((one) => one.records.length),
    ).toEqual([1, 2]);
  });

  it('makes one line of one folder’s messages, and tells reading from synchronising', () => {
    const records = [
      readRecord('Bind', ['1']),
      readRecord('Bind', ['2']),
      readRecord('Sync', []),
      readRecord('Bind', ['3'], { LogonType: 2 }),
    ].map(read);
    expect(
      foldActivities(records)
        .map((fold) => fold.records.length)
        .sort(),
    ).toEqual([1, 1, 2]);
  });

  it('shows a record that came twice once', () => {
    const one = opened(1);
    expect(foldedIds([one, { ...one }, opened(2), one])).toHaveLength(1);
    expect(foldedIds([one, one]).flat()).toEqual([one.id]);
  });
});

/** Records of few files, people, addresses, times and ids, so that they meet. */
const anyRecord = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }),
    minute: fc.integer({ min: 0, max: 180 }),
    operation: fc.constantFrom(
      'FileAccessed',
      'FilePreviewed',
      'FileModified',
      'FileDownloaded',
      'Odd',
    ),
    ObjectId: fc.constantFrom('https://x.example/a', 'https://x.example/b'),
    UserId: fc.constantFrom('alice@contoso.example', 'bob@contoso.example'),
    ClientIP: fc.constantFrom('203.0.113.5', '203.0.113.6', ''),
  })
  .map(({ id, minute, operation, ...more }) =>
    read(fileRecord(operation, { Id: `id-${id}`, CreationTime: minutes(minute), ...more })),
  );
const anyRecords = fc.array(anyRecord, { maxLength: 60 });

describe('folding, whatever comes', () => {
  it('loses no record and shows none twice', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const ids = foldedIds(records).flat();
        expect([...ids].sort()).toEqual([...new Set(idsOf(records))].sort());
      }),
    );
  });

  it('gives the same for any order and any repetition', () => {
    fc.assert(
      fc.property(anyRecords, fc.infiniteStream(fc.nat()), (records, numbers) => {
        const mixed = [...records, ...records]
          .map((record) => ({ record, key: numbers.next().value ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ record }) => record);
        expect(foldActivities(mixed)).toEqual(foldActivities(records));
      }),
    );
  });

  it('lists newest first, lines as well as what is in them', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const folds = foldActivities(records);
        const descends = (dates: readonly Date[]) =>
          dates.every((date, at) => at === 0 || date <= (dates[at - 1] ?? date));
        expect(descends(folds.map((fold) => fold.latest.at))).toBe(true);
        for (const { records: inside, firstAt } of folds) {
          expect(descends(inside.map(({ at }) => at))).toBe(true);
          expect(inside.at(-1)?.at).toEqual(firstAt);
        }
      }),
    );
  });
});
