import { describe, expect, it } from '@jest/globals';
import { activityDetailView } from '../../../src/commands/activity/detail-view.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { read } from '../../domain/activity/read.ts';
import { cmdletRecord, fileRecord } from '../../fixtures/activity-records.ts';
import { now, openAsk, portal } from './input.ts';

const back = { ask: 'files for 1', until: now.toISOString(), page: 2 };

function detailOf(value: JsonRecord, more: { page?: number; others?: JsonRecord[] } = {}) {
  const record = read(value);
  const records = [record, ...(more.others ?? []).map(read)];
  return activityDetailView({ record, records, page: more.page ?? 1, back, openAsk, portal });
}

describe('one record', () => {
  it('is told in words first, then field by field', () => {
    const view = detailOf(
      cmdletRecord('New-InboxRule', { Name: 'Tidy up', DeleteMessage: 'True' }),
    );
    expect(view.headline).toBe('Created the inbox rule “Tidy up”: for every message, deletes');
    expect(view.color).toBe('attention');
    expect(view.fields).toContainEqual({ title: 'Parameters › DeleteMessage', value: 'True' });
    expect(view.fields).toContainEqual({ title: 'ClientIP', value: '203.0.113.5:63070' });
  });

  it('has its ids ready to copy', () => {
    const record = fileRecord('FileAccessed', { CorrelationId: 'c0ffee' });
    expect(detailOf(record).ids).toEqual([
      { title: 'Record id', value: record.id },
      { title: 'Correlation id', value: 'c0ffee' },
    ]);
  });

  it('leads back to where it was opened', () => {
    expect(detailOf(fileRecord('FileAccessed')).backAction).toEqual({ do: 'ask', ...back });
  });

  it('of many that make one line is one press from its neighbours', () => {
    const at = (time: string) => fileRecord('FileAccessed', { CreationTime: `2026-11-22T${time}` });
    const [first, middle, last] = [at('11:00:00'), at('11:10:00'), at('11:20:00')];
    expect(detailOf(middle, { others: [first, last] })).toMatchObject({
      siblings: 'Record 2 of 3 of this line.',
      newerAsk: openAsk(String(last.id)),
      olderAsk: openAsk(String(first.id)),
    });
    expect(detailOf(middle)).toMatchObject({ siblings: '', newerAsk: '', olderAsk: '' });
  });

  it('with more fields than a card holds shows each on one of its pages', () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`Field${at}`, `value ${at} ${'*'.repeat(40)}`]),
    );
    const record = fileRecord('FileAccessed', many);
    const first = detailOf(record);
    const count = Number(/of (\d+)$/.exec(first.fieldsTitle)?.[1]);
    expect(count).toBeGreaterThan(2);
    const pages = Array.from({ length: count }, (_, at) => detailOf(record, { page: at + 1 }));
    const titles = pages.flatMap(({ fields }) => fields.map(({ title }) => title));
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual(expect.arrayContaining(Object.keys(many)));
    expect(pages.map(({ moreFields }) => moreFields?.page)).toEqual([
      ...Array.from({ length: count - 1 }, (_, at) => at + 2),
      undefined,
    ]);
    expect(pages[1]?.lessFields).toEqual({ ask: openAsk(String(record.id)), page: 1, back });
  });
});
