import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mostCardBytes } from '../../src/cards/render.ts';
import { categoryWords } from '../../src/domain/audit-words/categories.ts';
import { isRecord, type JsonRecord, recordsAt, textAt } from '../../src/domain/record.ts';
import { auditRecord, bob, changed, target, targetUser } from '../audit-builders.ts';
import { minutesAfter, noon } from '../builders.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const folder = process.env.RECORDS_DIR;
const file = folder && join(folder, 'directory-audits.json');
const read: unknown = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
if (folder === undefined) {
  process.stdout.write('RECORDS_DIR is not set: only directory audits of our own are replayed.\n');
}

/** Our own with the oddities that public records have. */
const odd: readonly JsonRecord[] = [
  auditRecord({
    initiatedBy: {},
    result: 'failed',
    targetResources: null,
    additionalDetails: null,
  }),
  auditRecord({
    activityDisplayName: 'Create application – Certificates and secrets management ',
    initiatedBy: { user: null, app: { displayName: 'Sync <b>_x_</b>', servicePrincipalId: null } },
    targetResources: [
      { id: null, displayName: null, Type: 'Request', modifiedProperties: null },
      target('N/A', null, [], { id: '00000000-0000-0000-0000-000000000000' }),
      targetUser(bob, [
        { displayName: 'OldMissing', newValue: '"[\\"Guest\\"]"' },
        { displayName: 'Bare', oldValue: '<null>', newValue: '[]' },
        changed('Nested', { a: { b: [1] } }, { a: { b: [2] } }),
      ]),
    ],
    additionalDetails: [
      { key: 'User-Agent', value: 'EvoSTS' },
      { key: 'Empty', value: '' },
    ],
  }),
  auditRecord({
    activityDisplayName: '_*[x](y)<>'.repeat(60),
    resultReason: 'r'.repeat(4_000),
    targetResources: Array.from({ length: 40 }, (_, at) =>
      target(
        'Group',
        `G${at} `.repeat(60),
        Array.from({ length: 20 }, () => changed('P', 'o'.repeat(900), 'n'.repeat(900))),
      ),
    ),
  }),
];

/** Given ids and times of one day, which some public records lack. */
const records: readonly JsonRecord[] = [...odd, ...(Array.isArray(read) ? read : [])]
  .filter(isRecord)
  .map((record, at) => ({
    ...record,
    id: `Replayed_${at}`,
    activityDateTime: minutesAfter(noon, -at * 3).toISOString(),
  }));

const zero = '00000000-0000-0000-0000-000000000000';
const known = (record: JsonRecord, paths: readonly string[]) =>
  paths.flatMap((path) => textAt(record, path) ?? []).filter((value) => value !== zero);

/** Words of a record that a reader of its card must find. */
function told(record: JsonRecord): string[] {
  const category = textAt(record, 'category');
  return [
    ...known(record, [
      'activityDisplayName',
      'loggedByService',
      'operationType',
      'result',
      'resultReason',
      'initiatedBy.user.userPrincipalName',
      'initiatedBy.user.ipAddress',
      'initiatedBy.app.displayName',
    ]),
    ...(category === undefined ? [] : [categoryWords(category)]),
    ...recordsAt(record, 'targetResources').flatMap((one) => [
      ...known(one, ['displayName', 'userPrincipalName', 'id']).slice(0, 1),
      ...recordsAt(one, 'modifiedProperties')
        .filter((change) => !/"conditions"/.test(JSON.stringify(change).replaceAll('\\', '')))
        .flatMap((change) => known(change, ['displayName'])),
    ]),
    ...recordsAt(record, 'additionalDetails')
      .filter((detail) => known(detail, ['value']).length > 0)
      // Told as the reason given.
      .flatMap((detail) =>
        known(detail, detail.key === 'Justification' ? ['value'] : ['key', 'value']),
      ),
  ];
}

const badWords = /undefined|\[object|NaN|Invalid Date|ref-0001/;
/** How a card says that it could not hold all. */
const counted = /… and \d+ more/;

describe('every directory audit that is known', () => {
  const world = createWorld({ audits: records, people: [] });
  const expectGood = (answer: Awaited<ReturnType<typeof world.ask>>) => {
    expect(answer.text).not.toMatch(badWords);
    expect(JSON.stringify(answer.card).length * 2).toBeLessThanOrEqual(mostCardBytes);
  };

  it('stands once on the pages of a list, each within its budget', async () => {
    const opened: string[] = [];
    let answer = await world.ask('audits last 7d');
    for (;;) {
      expectGood(answer);
      const buttons = buttonsOf(answer.card);
      opened.push(
        ...buttons.map(({ data }) => String(data.ask)).filter((ask) => /^audit /.test(ask)),
      );
      if (!buttons.some(({ title }) => title === 'Older')) break;
      answer = await world.press(answer, 'Older');
    }
    expect(opened.sort()).toEqual(records.map(({ id }) => `audit ${id}`).sort());
  });

  it.each(
    records.map((record): [string, JsonRecord] => [
      `${record.id} ${record.activityDisplayName}`.slice(0, 80),
      record,
    ]),
  )(
    'opens within its budget, and tells all of %s or counts what is left out',
    async (_, record) => {
      const answer = await world.ask(`audit ${record.id}`);
      expectGood(answer);
      const text = answer.text.replace(/\s+/g, ' ');
      const missing = told(record).filter((words) => !text.includes(words.replace(/\s+/g, ' ')));
      if (!counted.test(text)) expect(missing).toEqual([]);
    },
  );
});
