import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeLines, sentenceOf } from '../../src/domain/audit-words.ts';
import { decodeProperty, toDirectoryAudit } from '../../src/domain/read-directory-audit.ts';
import { isRecord, type JsonRecord, recordsAt } from '../../src/domain/record.ts';
import { audit, auditRecord, olga, target } from '../audit-builders.ts';
import { noon } from '../builders.ts';

describe('a value of a changed property', () => {
  it.each<[unknown, unknown]>([
    ['"Member"', 'Member'],
    ['["Guest"]', 'Guest'],
    ['["a","b"]', ['a', 'b']],
    ['[true]', true],
    ['true', true],
    ['"false"', 'false'],
    ['{"state":"enabled"}', { state: 'enabled' }],
    ['["{\\"State\\":1}"]', { State: 1 }],
    ['"{\\"state\\":\\"enabled\\"}"', { state: 'enabled' }],
    ['"[\\"x\\",\\"y\\"]"', ['x', 'y']],
    ['not json', 'not json'],
    ['  "Sales"  ', 'Sales'],
    ['12345678901234567890', '12345678901234567890'],
    ['[KeyIdentifier=1,KeyType=Password]', '[KeyIdentifier=1,KeyType=Password]'],
    [7, 7],
  ])('%j is %j', (written, read) => expect(decodeProperty(written)).toEqual(read));

  it.each([
    undefined,
    null,
    '',
    '""',
    '[]',
    '[""]',
    '[null]',
    'null',
    '<null>',
    '"<null>"',
    '[[]]',
  ])('%j is nothing', (written) => expect(decodeProperty(written)).toBeUndefined());

  it('comes back as it was, whatever a service writes', () => {
    const meaning = fc.oneof(
      fc.boolean(),
      fc.string({ minLength: 1 }).filter((one) => /^\w/.test(one) && one !== '<null>'),
    );
    fc.assert(
      fc.property(meaning, (value) => {
        expect(decodeProperty(JSON.stringify(value))).toEqual(value);
        expect(decodeProperty(JSON.stringify([value]))).toEqual(value);
        expect(decodeProperty(JSON.stringify([value, 'z']))).toEqual([value, 'z']);
      }),
    );
  });
});

describe('who did it', () => {
  const zero = '00000000-0000-0000-0000-000000000000';
  const nobody = { id: zero, displayName: null, userPrincipalName: null, ipAddress: '10.0.0.0' };
  it.each([
    [{ user: olga }, { kind: 'user', id: olga.id, name: 'Olga Operator' }],
    [
      { app: null, user: { ...olga, ipAddress: '<null>' } },
      { kind: 'user', ip: undefined },
    ],
    [
      { app: null, user: nobody },
      { kind: 'system', ip: '10.0.0.0' },
    ],
    [
      { app: { appId: null, displayName: 'Sync', servicePrincipalId: zero } },
      { kind: 'app', name: 'Sync', id: undefined },
    ],
    [
      { app: { servicePrincipalName: 'https://sync', servicePrincipalId: 's-1' }, user: null },
      { kind: 'app', name: 'https://sync', id: 's-1' },
    ],
    [{ app: { appId: null, displayName: null }, user: null }, { kind: 'system' }],
    [
      { app: { appId: null, displayName: null, servicePrincipalId: zero }, user: olga },
      { kind: 'user', id: olga.id },
    ],
    [
      { app: null, user: { ...olga, homeTenantName: 'Partner Ltd' } },
      { kind: 'user', homeTenant: 'Partner Ltd' },
    ],
    [{}, { kind: 'system' }],
    [null, { kind: 'system' }],
  ])('is read from %j', (initiatedBy, actor) => {
    const read = audit({ initiatedBy }).actor;
    expect(read).toMatchObject(actor);
    expect(read.id).not.toBe(zero);
  });
});

describe('an entry', () => {
  it('is none without an id or a time', () => {
    for (const wrong of [
      { id: '' },
      { id: null },
      { activityDateTime: null },
      { activityDateTime: 'x' },
    ]) {
      expect(toDirectoryAudit(auditRecord(wrong))).toBeUndefined();
    }
    for (const wrong of [null, 'x', [], 7]) expect(toDirectoryAudit(wrong)).toBeUndefined();
  });

  it.each([
    ['2026-11-22T12:00:00.0000000Z', noon],
    ['2026-11-22T12:00:00.5863957+00:00', new Date('2026-11-22T12:00:00.586Z')],
    ['2026-11-22 12:00:00.087554000', new Date('2026-11-22T12:00:00.087Z')],
  ])('happened at %s', (activityDateTime, at) => {
    expect(audit({ activityDateTime }).at).toEqual(at);
  });

  it('is called as the log calls it, blanks at the ends cut, and never nothing', () => {
    expect(audit({ activityDisplayName: 'Create application – Certificates ' }).activity).toBe(
      'Create application – Certificates',
    );
    expect(audit({ activityDisplayName: null, operationName: 'Add user' }).activity).toBe(
      'Add user',
    );
    expect(audit({ activityDisplayName: '' }).activity).toBe('unknown activity');
  });

  it('keeps targets of every shape: key “Type”, type N/A, zero ids, null names, no list of properties', () => {
    const targetResources = [
      { id: 'x', displayName: null, Type: 'Policy', modifiedProperties: null },
      target('N/A', null, [], { id: '00000000-0000-0000-0000-000000000000' }),
      { displayName: 'only a name' },
      null,
    ];
    expect(audit({ targetResources }).targets).toEqual([
      { id: 'x', type: 'Policy', changes: [] },
      { type: 'N/A', changes: [] },
      { name: 'only a name', changes: [] },
    ]);
  });

  it('keeps a property that is named without a value, for the log says that it was touched', () => {
    const bare = { displayName: 'KeyDescription', oldValue: '[]', newValue: '[]' };
    const nameless = { displayName: null, oldValue: null, newValue: '"x"' };
    const [first] = audit({
      targetResources: [target('Application', 'App', [bare, nameless, {}])],
    }).targets;
    expect(first?.changes).toEqual([
      { property: 'KeyDescription' },
      { property: 'a property without a name', after: 'x' },
    ]);
  });

  it('keeps further details that say something', () => {
    const additionalDetails = [
      { key: 'User-Agent', value: 'EvoSTS' },
      { key: 'AppId', value: '' },
      { key: null, value: 'x' },
    ];
    expect(audit({ additionalDetails }).details).toEqual([{ key: 'User-Agent', value: 'EvoSTS' }]);
    expect(audit({ additionalDetails: null }).details).toEqual([]);
  });
});

const folder = process.env.RECORDS_DIR;
const file = folder && join(folder, 'directory-audits.json');
const read: unknown = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
if (folder === undefined) {
  process.stdout.write('RECORDS_DIR is not set: only directory audits of our own are read.\n');
}
const odd = auditRecord({
  initiatedBy: {},
  result: 'failed',
  targetResources: [target('Request', null, [{ displayName: 'x', newValue: '{"a":{"b":[1]}}' }])],
});
const records: [string, JsonRecord][] = [odd, ...(Array.isArray(read) ? read : [])]
  .filter(isRecord)
  .map((record, at) => [`${at} ${record.activityDisplayName}`, record]);

describe.each(records)('the record %s', (_, record) => {
  it('is read, has a sentence, and loses no property that it names', () => {
    const entry = toDirectoryAudit(record);
    if (entry === undefined) throw new Error('not read');
    expect(sentenceOf(entry)).toMatch(/^\S.* \S/);
    const lines = entry.targets.map(({ changes }) => changeLines(changes).join('\n'));
    const words = [sentenceOf(entry), ...lines].join('\n');
    expect(words).not.toMatch(/undefined|\[object|NaN|themselves’s/);
    const resources = recordsAt(record, 'targetResources');
    expect(entry.targets).toHaveLength(resources.length);
    for (const [at, resource] of resources.entries()) {
      for (const { displayName, oldValue, newValue } of recordsAt(resource, 'modifiedProperties')) {
        const wholePolicy = /"conditions"/;
        if (wholePolicy.test(`${oldValue}${newValue}`)) expect(lines[at]).toMatch(/[+−→]|matters/);
        else expect(lines[at]).toContain(String(displayName));
      }
    }
  });
});
