import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { foldAttempts } from '../../src/domain/attempt.ts';
import { errorKind } from '../../src/domain/error-codes.ts';
import { describePolicy, idsIn } from '../../src/domain/policy-words.ts';
import { isRecord, type JsonRecord } from '../../src/domain/record.ts';
import { type SignIn, toSignIn } from '../../src/domain/sign-in.ts';
import { tabsOf } from '../../src/domain/sign-in-tabs.ts';
import { isBlock, isUnmetPrompt, judge } from '../../src/domain/verdict.ts';
import { explain } from '../../src/domain/why.ts';
import { minutesAfter, policyRecord, promptedRecord, signInRecord } from '../builders.ts';

const folder = process.env.RECORDS_DIR;

function recordsOf(file: string): JsonRecord[] {
  if (folder === undefined || !existsSync(join(folder, file))) return [];
  const read: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return Array.isArray(read) ? read.filter(isRecord) : [];
}

if (folder === undefined) {
  process.stdout.write('RECORDS_DIR is not set: only records of our own are read.\n');
}

/** Our own record with the oddities that public ones have. */
const odd = signInRecord({
  createdDateTime: '2026-11-22 11:59:59.123456789',
  userId: null,
  userPrincipalName: undefined,
  ipAddress: '<null>',
  location: { geoCoordinates: {} },
  deviceDetail: null,
  status: { errorCode: 7000222 },
  riskLevelDuringSignIn: 'hidden',
  authenticationDetails: [null, 'x', {}],
  networkLocationDetails: [{ networkType: null, networkNames: [null] }],
  appliedConditionalAccessPolicies: [
    null,
    {
      displayName: ' [X]: **ü** ',
      result: null,
      enforcedGrantControls: null,
      conditionsSatisfied: 279,
    },
    { id: '', result: 'reportOnlyFailure', enforcedGrantControls: ['Acme terms', null, ''] },
  ],
});

const signIns: [string, SignIn][] = [
  ...[odd, signInRecord(), promptedRecord()].map((record, i) => [`own ${i}`, record] as const),
  ...['signins-v1.json', 'signins-beta.json'].flatMap((file) =>
    recordsOf(file).map((record, i) => [`${file} ${i}`, record] as const),
  ),
].flatMap(([name, record]) => {
  // Some public records lack id and time, which Graph always sends.
  const whole = { id: name, createdDateTime: '2026-11-22T12:00:00Z', ...record };
  const read = toSignIn(whole);
  return read ? [[name, read] as [string, SignIn]] : [];
});

const badWords = /undefined|\[object|\bnull\b|NaN|Invalid Date/;

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function expectPlain(value: unknown): void {
  const texts = textsIn(value);
  expect(texts.filter((words) => badWords.test(words) || words.trim() === '')).toEqual([]);
}

describe.each(signIns)('the sign-in %s', (_name, row) => {
  it('is judged as its code says', () => {
    const { outcome, headline } = judge(row);
    expect(outcome === 'succeeded').toBe(row.errorCode === 0);
    expect(outcome === 'blocked').toBe(isBlock(row));
    const kind = errorKind(row.errorCode);
    if (kind === 'credential' || kind === 'account' || kind === 'app')
      expect(outcome).toBe('failed');
    if (isUnmetPrompt(row)) expect(outcome).not.toBe('succeeded');
    expectPlain(headline);
  });

  it('is explained in whole sentences', () => {
    const why = explain(row, { policies: [] });
    expectPlain(why);
    for (const line of Object.values(why)) expect(line).toMatch(/[.?]$|code=\d+$/);
  });

  it('fills seven tabs without a stray value', () => {
    const tabs = tabsOf(row, { now: minutesAfter(row.at, 1) });
    expect(tabs).toHaveLength(7);
    expectPlain(tabs.map(({ sections, note }) => ({ sections, note })));
  });
});

describe('all sign-ins together', () => {
  it('fold into attempts without losing one', () => {
    const attempts = foldAttempts(signIns.map(([, row]) => row));
    const ids = new Set(attempts.flatMap((attempt) => attempt.rows.map((row) => row.id)));
    expect(ids).toEqual(new Set(signIns.map(([, row]) => row.id)));
  });
});

const policies = [
  ['own', policyRecord({ modifiedDateTime: null, conditions: { users: null } })] as const,
  ...recordsOf('conditional-access-policies.json').map((raw, i) => [`record ${i}`, raw] as const),
];

describe.each(policies)('the policy %s', (_name, raw) => {
  it('reads aloud without a stray value', () => {
    const policy = { id: 'p', name: String(raw.displayName), state: String(raw.state), raw };
    const words = describePolicy(policy, () => undefined);
    expectPlain(words);
    expect(words.grant.length).toBeGreaterThan(0);
    expect(words.who.length).toBeGreaterThan(0);
    for (const id of idsIn(policy)) expect(JSON.stringify(raw)).toContain(id);
  });
});
