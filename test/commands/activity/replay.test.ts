import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { asSeen } from '../../../src/cards/escape.ts';
import { loadTemplates } from '../../../src/cards/load-templates.ts';
import { createRenderer } from '../../../src/cards/render.ts';
import { activityDetailView } from '../../../src/commands/activity/detail-view.ts';
import { activityView } from '../../../src/commands/activity/view.ts';
import { describeActivity } from '../../../src/domain/activity/describe.ts';
import { foldActivities } from '../../../src/domain/activity/fold.ts';
import { isRecord, type JsonRecord } from '../../../src/domain/record.ts';
import { markdownOf } from '../../cards/elements.ts';
import { read } from '../../domain/activity/read.ts';
import { oddRecords } from '../../fixtures/activity-records.ts';
import { activityInput, openAsk, portal } from './input.ts';

const folder = process.env.RECORDS_DIR;

function publicRecords(): JsonRecord[] {
  const path = folder && join(folder, 'audit-records.json');
  if (!path || !existsSync(path)) {
    process.stdout.write('RECORDS_DIR is not set: only audit records of our own are replayed.\n');
    return [];
  }
  const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

const records: readonly (readonly [string, JsonRecord])[] = [
  ...oddRecords.map((record, at) => [`own ${at}`, record] as const),
  ...publicRecords().map((record, at) => [`public ${at}`, record] as const),
];

const render = createRenderer(await loadTemplates('cards'));
const badWords = /undefined|\[object|NaN|Invalid Date/;

/** What JSON holds at its ends, JSON inside of strings read through, as one line each. */
function endsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(endsOf);
  if (isRecord(value)) return Object.values(value).flatMap(endsOf);
  if (value === null || value === undefined) return [];
  const text = String(value);
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return endsOf(JSON.parse(value));
    } catch {
      return [text];
    }
  }
  return [text];
}

/** Long texts are in pieces and line ends are blanks on a card: compared without either. */
const solid = (text: string) => text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\s]/gu, '');

function pagesOf(value: JsonRecord) {
  const record = read(value);
  const pageOf = (page: number) =>
    activityDetailView({ record, records: [record], page, back: undefined, openAsk, portal });
  const first = pageOf(1);
  const count = Number(/of (\d+)$/.exec(first.fieldsTitle)?.[1] ?? 1);
  return Array.from({ length: count }, (_, at) => pageOf(at + 1));
}

describe.each(records)('the audit record %s', (_name, value) => {
  it('is said in a sentence without a stray value', () => {
    const { sentence, who, where = '-', details, caveat = '-' } = describeActivity(read(value));
    for (const words of [
      sentence,
      who,
      where,
      caveat,
      ...details.flatMap((one) => Object.values(one)),
    ]) {
      expect(words).not.toMatch(badWords);
      expect(words.trim()).not.toBe('');
    }
  });

  it('has a line in a list that fits', () => {
    const card = render('activity', activityView(activityInput([value], { kind: 'activity' })));
    expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25_000);
    expect(solid(markdownOf(card).map(asSeen).join(''))).toContain(
      solid(describeActivity(read(value)).sentence).slice(0, 300),
    );
  });

  it('opens on cards that fit and together show every field, none of them cut', () => {
    const pages = pagesOf(value);
    for (const page of pages) {
      const card = render('activity-detail', page);
      expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25_000);
      const shown = markdownOf(card).map(asSeen).map(solid);
      for (const { title, value: words } of page.fields) {
        expect(shown).toContain(solid(`${title}: ${words}`));
      }
    }
    const fields = solid(wholeFields(pages.flatMap((page) => page.fields)).join('\n'));
    const missing = endsOf(value).filter((end) => !fields.includes(solid(end)));
    expect(missing).toEqual([]);
  });
});

/** Fields with the pieces of long ones put together again. */
function wholeFields(fields: readonly { readonly title: string; readonly value: string }[]) {
  const whole = new Map<string, string>();
  for (const { title, value } of fields) {
    const name = title.replace(/ \(\d+ of \d+\)$/, '');
    whole.set(name, `${whole.get(name) ?? ''}${value}`);
  }
  return [...whole].flat();
}

describe('all audit records together', () => {
  it('make lists that fit, page after page, and lose none', () => {
    const values = records.map(([, value]) => value);
    const input = activityInput(values, { kind: 'activity', person: undefined });
    const ids = new Set(input.records.map(({ id }) => id));
    expect(foldActivities(input.records).flatMap((fold) => fold.records)).toHaveLength(ids.size);
    const pages = Number(/of (\d+)/.exec(activityView(input).pageText)?.[1] ?? 1);
    for (let page = 1; page <= pages; page += 1) {
      const card = render('activity', activityView({ ...input, page }));
      expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25_000);
    }
  });
});
