import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mostCardBytes } from '../../src/cards/render.ts';
import { isRecord, type JsonRecord } from '../../src/domain/record.ts';
import { summaryWords } from '../../src/domain/sign-in-summary.ts';
import { appliedPolicy, blockedRecord, minutesAfter, noon, signInRecord } from '../builders.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const folder = process.env.RECORDS_DIR;

function recordsOf(file: string): JsonRecord[] {
  if (folder === undefined || !existsSync(join(folder, file))) return [];
  const read: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return Array.isArray(read) ? read.filter(isRecord) : [];
}

if (folder === undefined) {
  process.stdout.write('RECORDS_DIR is not set: only records of our own are replayed.\n');
}

/** Our own with the oddities that public records have. */
const odd: readonly JsonRecord[] = [
  signInRecord({
    userId: null,
    userPrincipalName: undefined,
    userDisplayName: ' ',
    ipAddress: '<null>',
    location: { countryOrRegion: '', geoCoordinates: {} },
    deviceDetail: null,
    status: { errorCode: 7000222 },
    riskLevelDuringSignIn: 'hidden',
    appliedConditionalAccessPolicies: [
      null,
      { displayName: ' [X]: **ü** ', result: null, enforcedGrantControls: null },
      { id: '', result: 'reportOnlyFailure', enforcedGrantControls: ['Acme terms', null, ''] },
    ],
  }),
  signInRecord({ location: null, status: null, appDisplayName: null, clientAppUsed: undefined }),
  blockedRecord({
    userDisplayName: 'x'.repeat(300),
    appDisplayName: '_*[]<>'.repeat(60),
    appliedConditionalAccessPolicies: Array.from({ length: 80 }, (_, at) =>
      appliedPolicy({
        id: `p-${at}`,
        displayName: `P${at} `.repeat(40),
        result: 'reportOnlyFailure',
      }),
    ),
  }),
];

/** Given ids and times of one day, which some public records lack. */
const records = [...odd, ...recordsOf('signins-v1.json'), ...recordsOf('signins-beta.json')].map(
  (record, at) => ({
    ...record,
    id: `replayed-${at}`,
    correlationId: `c-${at}`,
    originalRequestId: `replayed-${at}`,
    createdDateTime: minutesAfter(noon, -at * 3).toISOString(),
    signInEventTypes: ['interactiveUser'],
  }),
);

const badWords = /undefined|\[object|NaN|Invalid Date|\bnull\b/;

describe('every record that is known', () => {
  const world = createWorld({ records, people: [] });
  const expectGood = (answer: Awaited<ReturnType<typeof world.ask>>) => {
    expect(answer.text).not.toContain('ref-0001');
    expect(answer.text).not.toMatch(badWords);
    expect(JSON.stringify(answer.card).length * 2).toBeLessThanOrEqual(mostCardBytes);
  };

  it('stands once on the pages of a list, each within its budget', async () => {
    const opened: string[] = [];
    let answer = await world.ask('signins last 7d all');
    for (;;) {
      expectGood(answer);
      const buttons = buttonsOf(answer.card);
      opened.push(
        ...buttons.map(({ data }) => String(data.ask)).filter((ask) => /^signin /.test(ask)),
      );
      if (!buttons.some(({ title }) => title === 'Older')) break;
      answer = await world.press(answer, 'Older');
    }
    expect(opened.sort()).toEqual(records.map(({ id }) => `signin ${id}`).sort());
  });

  it.each(summaryWords)('is counted by %s', async (by) => {
    const answer = await world.ask(`signins last 7d all by ${by}`);
    expectGood(answer);
    expect(answer.text).toContain(`${records.length} attempts`);
  });

  it.each([
    'blocked',
    'failed',
    'interrupted',
    'succeeded',
    'report-only',
    'risky',
    'client legacy',
  ])('is listed or left out by “%s”', async (words) => {
    expectGood(await world.ask(`signins last 7d all ${words}`));
  });

  it('opens, in every tab', async () => {
    const tabs = ['basic', 'location', 'device', 'authentication', 'conditional-access'];
    for (const { id } of records) {
      for (const tab of [...tabs, 'report-only', 'additional']) {
        const answer = await world.send({ do: 'ask', ask: `signin ${id}`, tab });
        expect(answer.text).not.toContain('ref-0001');
        expect(JSON.stringify(answer.card).length * 2).toBeLessThanOrEqual(mostCardBytes);
      }
    }
  });
});
