import { describe, expect, it } from '@jest/globals';
import { asSeen, harmless } from '../../../src/cards/escape.ts';
import { loadTemplates } from '../../../src/cards/load-templates.ts';
import { createRenderer } from '../../../src/cards/render.ts';
import { activityDetailView } from '../../../src/commands/activity/detail-view.ts';
import type { ActivityInput } from '../../../src/commands/activity/input.ts';
import { activityReply, activityView } from '../../../src/commands/activity/view.ts';
import type { Reply } from '../../../src/commands/request.ts';
import { isRecord, type JsonRecord } from '../../../src/domain/record.ts';
import type { AdaptiveCard } from '../../../src/ports/chat.ts';
import { elementsOf, markdownOf } from '../../cards/elements.ts';
import { read } from '../../domain/activity/read.ts';
import { oddRecords } from '../../fixtures/activity-records.ts';
import { activityInput, now, openAsk, portal } from './input.ts';

const hostileNames = [
  `**Bob** \${x} <b>[click](http://evil.example)</b> <at>all</at> {{DATE(2026-11-22T00:00:00Z)}}`,
  '\u202e\u2066 محمد בן \u200f# 1. - > `rm` & &lt;b&gt;',
  'Very long name '.repeat(20),
  '_*[]<>'.repeat(60),
  '🦉👩‍💻'.repeat(60),
];

function expectHarmless(card: AdaptiveCard): void {
  expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25_000);
  for (const text of markdownOf(card)) {
    expect(text).not.toMatch(/(?<!\\)[[\]<>`_]|:\/\/|\$\{|[\u202a-\u202e\u2066-\u2069]/);
    const dated = /\{\{(DATE|TIME)\([\dTZ:-]+(,SHORT)?\)\}\}/g;
    expect(text.replaceAll(dated, '')).not.toContain('{{');
  }
}

/** What the service itself fills in, and what decides how a record is read. */
const own =
  /^(id|Id|CreationTime|createdDateTime|Operation|operation|RecordType|UserType|Workload|service|Name|ClientIP)$/;

/** A record with everything that people, apps or devices choose called so. */
function renamed(value: unknown, name: string, key = ''): unknown {
  if (own.test(key)) return value;
  if (typeof value === 'string') return name;
  if (Array.isArray(value)) return value.map((item) => renamed(item, name, key));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, part]) => [inner, renamed(part, name, inner)]),
  );
}

const render = createRenderer(await loadTemplates('cards'));

/** Rooms in turn, as the bot draws them. */
function* smallerOf(reply: Reply): Generator<object> {
  const less = reply.smaller?.();
  if (less === undefined) return;
  yield less.data;
  yield* smallerOf(less);
}

function drawList(input: ActivityInput): AdaptiveCard {
  const reply = activityReply(input);
  return render('activity', reply.data, smallerOf(reply));
}

const longAsk = `file "https://contoso.sharepoint.example/${'x'.repeat(400)}"`;
const back = { ask: longAsk, until: now.toISOString(), page: 9 };

describe.each(hostileNames)('with everything in records called “%s”', (name) => {
  const records = oddRecords.map((record) => renamed(record, name) as JsonRecord);

  it('lists are drawn, with as many lines as ever, and nothing in them comes to life', () => {
    const asks = { ask: longAsk, onlyAsk: () => longAsk, anewAsk: longAsk };
    const input = activityInput(records, { kind: 'file', file: name, person: undefined, ...asks });
    const pages = Number(/of (\d+)/.exec(activityView(input).pageText)?.[1]);
    for (let page = 1; page <= pages; page += 1) {
      const card = drawList({ ...input, page });
      expectHarmless(card);
      const lines = elementsOf(card).filter(({ selectAction }) => selectAction !== undefined);
      if (page < pages) expect(lines).toHaveLength(6);
    }
  });

  it('each record is drawn, page by page, without cutting a field', () => {
    for (const value of records) {
      const record = read(value);
      const viewOf = (page: number) =>
        activityDetailView({ record, records: [record], page, back, openAsk, portal });
      for (let page = 1, more = true; more; page += 1) {
        const view = viewOf(page);
        const card = render('activity-detail', view);
        expectHarmless(card);
        const shown = markdownOf(card).map(asSeen);
        const whole = view.fields.map(({ value: field }) => asSeen(harmless(field, 1_000)));
        const missing = whole.filter((field) => !shown.some((text) => text.endsWith(field)));
        expect(missing).toEqual([]);
        more = view.moreFields !== null;
      }
    }
  });
});
