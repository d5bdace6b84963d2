import { describe, expect, it } from '@jest/globals';
import {
  diffPolicies,
  diffRecords,
  idsInDiff,
  isWholePolicy,
} from '../../src/domain/policy-diff.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { policyRecord } from '../builders.ts';

const eve = 'e0e00000-0000-4000-8000-000000000001';
const bob = 'b0b00000-0000-4000-8000-000000000001';
const names = new Map([
  [eve, 'Eve'],
  [bob, 'Bob'],
]);
const linesOf = (before: JsonRecord, after: JsonRecord) =>
  diffPolicies(before, after, (id) => names.get(id)).map(
    ({ field, words }) => `${field}: ${words}`,
  );
const withConditions = (more: JsonRecord) => {
  const { conditions, ...policy } = policyRecord();
  return { ...policy, conditions: { ...Object(conditions), ...more } };
};
const strength = (displayName: string, combinations: readonly string[] = [displayName]) => ({
  operator: 'OR',
  builtInControls: [],
  'authenticationStrength@odata.context': 'x',
  authenticationStrength: {
    id: displayName,
    displayName,
    allowedCombinations: combinations,
    modifiedDateTime: 'x',
  },
});
const frequency = (value: number | null, more: JsonRecord = {}) => ({
  sessionControls: { signInFrequency: { value, type: 'days', isEnabled: true, ...more } },
});

describe('two versions of a policy', () => {
  it.each<[string, JsonRecord, JsonRecord, string[]]>([
    [
      'its name',
      policyRecord({ displayName: 'Old' }),
      policyRecord({ displayName: 'New' }),
      ['Name: Old → New'],
    ],
    [
      'its state',
      policyRecord({ state: 'enabledForReportingButNotEnforced' }),
      policyRecord(),
      ['State: report-only → on'],
    ],
    [
      'a state that is new',
      policyRecord(),
      policyRecord({ state: 'paused' }),
      ['State: on → paused'],
    ],
    [
      'users',
      withConditions({ users: { includeUsers: ['All'], excludeUsers: [eve] } }),
      withConditions({ users: { includeUsers: ['All'], excludeUsers: [bob] } }),
      ['Excluded users: + Bob, − Eve'],
    ],
    [
      'ids in another case',
      withConditions({ users: { includeUsers: [eve] } }),
      withConditions({ users: { includeUsers: [eve.toUpperCase()] } }),
      [],
    ],
    [
      'clients',
      withConditions({ clientAppTypes: ['all'] }),
      withConditions({ clientAppTypes: ['other', 'exchangeActiveSync'] }),
      ['Client apps: + other (legacy) clients, + Exchange ActiveSync, − any client'],
    ],
    [
      'a set as a list and as one string',
      withConditions({
        authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
      }),
      withConditions({ authenticationFlows: { transferMethods: ['authenticationTransfer'] } }),
      ['Authentication flows: − device code flow'],
    ],
    [
      'locations',
      withConditions({ locations: null }),
      withConditions({ locations: { includeLocations: ['AllTrusted'] } }),
      ['Locations: + all trusted locations'],
    ],
    [
      'demands',
      policyRecord(),
      policyRecord({
        grantControls: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] },
      }),
      ['Demands: + a compliant device', 'How many of its demands: one of them → all of them'],
    ],
    [
      'no demands any more',
      policyRecord(),
      policyRecord({ grantControls: null }),
      ['Demands: − multifactor authentication'],
    ],
    [
      'its strength',
      policyRecord({ grantControls: strength('Passwordless') }),
      policyRecord({ grantControls: strength('Phishing-resistant') }),
      ['Authentication strength: Passwordless → Phishing-resistant'],
    ],
    [
      'what its strength lets pass, under the same name',
      policyRecord({ grantControls: strength('Ours', ['fido2', 'x509CertificateMultiFactor']) }),
      policyRecord({ grantControls: strength('Ours', ['sms', 'fido2']) }),
      [
        'Grant controls › authentication strength › allowed combinations: + sms, − x509CertificateMultiFactor',
      ],
    ],
    [
      'session',
      policyRecord(),
      policyRecord(frequency(7)),
      ['Session: + Sign in again every 7 days'],
    ],
    [
      'session of which words say the same',
      policyRecord(frequency(7)),
      policyRecord(frequency(7, { authenticationType: 'primaryAndSecondaryAuthentication' })),
      [
        'Session controls › sign in frequency › authentication type: nothing → primaryAndSecondaryAuthentication',
      ],
    ],
    [
      'two session controls, of which words tell one',
      policyRecord({
        sessionControls: { ...frequency(7).sessionControls, secureSignInSession: { mode: 'a' } },
      }),
      policyRecord({
        sessionControls: { ...frequency(1).sessionControls, secureSignInSession: { mode: 'b' } },
      }),
      [
        'Session: + Sign in again every day, − Sign in again every 7 days',
        'Session controls › secure sign in session › mode: a → b',
      ],
    ],
    [
      'a device filter',
      withConditions({ devices: { deviceFilter: { mode: 'include', rule: 'a' } } }),
      withConditions({ devices: { deviceFilter: { mode: 'include', rule: 'b' } } }),
      ['Devices › device filter › rule: a → b'],
    ],
    [
      'a field that nobody here knows',
      policyRecord(),
      policyRecord({ partialEnablement: { percent: [10, 20] } }),
      ['Partial enablement › percent: + 10, + 20'],
    ],
    [
      'what nobody wants to know',
      policyRecord({ modifiedDateTime: 'a', templateId: null }),
      policyRecord({ modifiedDateTime: 'b', id: 'other', '@odata.context': 'x' }),
      [],
    ],
    [
      'null, empty and absent',
      withConditions({ platforms: null, userRiskLevels: [] }),
      withConditions({ platforms: {}, signInRiskLevels: [] }),
      [],
    ],
  ])('differ by %s', (_, before, after, lines) => expect(linesOf(before, after)).toEqual(lines));

  it('are whole ones, or none', () => {
    expect(isWholePolicy(policyRecord())).toBe(true);
    for (const other of [undefined, null, 'x', [], {}, { conditions: null }])
      expect(isWholePolicy(other)).toBe(false);
  });

  it('say whose names help to read the difference: of ids that came or went', () => {
    const before = withConditions({ users: { includeUsers: ['All'], excludeUsers: [eve] } });
    const after = withConditions({ users: { includeUsers: ['None'], excludeUsers: [eve, bob] } });
    expect(idsInDiff(before, after)).toEqual([bob]);
  });
});

describe('two objects of whatever shape', () => {
  it('differ by what was changed in them, by its path', () => {
    const before = { ipRanges: [{ '@odata.type': '#x', cidr: '10.0.0.0/8' }], trusted: false };
    const after = { ipRanges: [{ '@odata.type': '#x', cidr: '10.0.0.0/9' }], trusted: true };
    expect(diffRecords(before, before)).toEqual([]);
    expect(diffRecords(before, after)).toEqual([
      {
        field: 'Ip ranges',
        words:
          '+ {"@odata.type":"#x","cidr":"10.0.0.0/9"}, − {"@odata.type":"#x","cidr":"10.0.0.0/8"}',
      },
      { field: 'Trusted', words: 'false → true' },
    ]);
  });
});
