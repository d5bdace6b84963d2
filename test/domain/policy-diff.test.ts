import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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
const strength = (displayName: string, id = displayName) => ({
  operator: 'OR',
  builtInControls: [],
  'authenticationStrength@odata.context': 'x',
  authenticationStrength: {
    id,
    displayName,
    allowedCombinations: [displayName],
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

const some = (...words: readonly string[]) => fc.uniqueArray(fc.constantFrom(...words));
const ids = some(eve, bob, 'All', 'GuestsOrExternalUsers');
const policies = fc.record({
  displayName: fc.constantFrom('One', 'Two'),
  state: fc.constantFrom('enabled', 'disabled', 'enabledForReportingButNotEnforced'),
  conditions: fc.record({
    clientAppTypes: some('all', 'browser', 'other'),
    users: fc.record({ includeUsers: ids, excludeUsers: ids, includeGroups: ids }),
    locations: fc.option(fc.record({ includeLocations: some('All', 'AllTrusted', eve) })),
    devices: fc.option(
      fc.record({
        deviceFilter: fc.record({ mode: fc.constantFrom('include', 'exclude'), rule: fc.string() }),
      }),
    ),
    novelty: fc.option(some('x', 'y', 'z')),
  }),
  grantControls: fc.option(
    fc.record({
      operator: fc.constantFrom('AND', 'OR'),
      builtInControls: some('mfa', 'block', 'compliantDevice'),
    }),
  ),
  sessionControls: fc.option(
    fc.record({
      signInFrequency: fc.record({
        value: fc.integer({ min: 1, max: 30 }),
        type: fc.constantFrom('days', 'hours'),
        isEnabled: fc.boolean(),
      }),
    }),
  ),
});

/** The same with every list the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner)]));
}

/** What `words` would be, were it looked at from the other side. */
function mirrored(words: string): string[] {
  const [had, has] = words.split(' → ');
  if (has !== undefined) return [`${has} → ${had}`];
  return words
    .split(/, (?=[+−] )/)
    .map((one) => one.replace(/^[+−]/, (sign) => (sign === '+' ? '−' : '+')));
}

describe('the difference of any two policies', () => {
  it('is nothing for the same one, whatever order its lists have', () => {
    fc.assert(
      fc.property(policies, (one) => {
        expect(linesOf(one, one)).toEqual([]);
        expect(linesOf(one, turned(one) as JsonRecord)).toEqual([]);
      }),
    );
  });

  it('is one way + what is the other way −, and old → new what is new → old', () => {
    const plain = policies.filter(
      ({ conditions }) => !/[→,]/.test(JSON.stringify(conditions.devices?.deviceFilter.rule ?? '')),
    );
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        const there = diffPolicies(one, other);
        const back = diffPolicies(other, one);
        const sorted = (list: string[]) => [...list].sort();
        expect(
          sorted(
            there.flatMap(({ field, words }) => mirrored(words).map((said) => `${field}: ${said}`)),
          ),
        ).toEqual(
          sorted(
            back.flatMap(({ field, words }) =>
              words.split(/, (?=[+−] )/).map((said) => `${field}: ${said}`),
            ),
          ),
        );
      }),
    );
  });

  it('is something whenever a person, a state, a demand or a field unknown so far is another', () => {
    const telling = ({ state, displayName, conditions, grantControls }: JsonRecord) => {
      const { users, novelty } = Object(conditions);
      const { builtInControls = [] } = Object(grantControls);
      return JSON.stringify(
        [state, displayName, users, novelty ?? [], builtInControls],
        (_, value) =>
          Array.isArray(value) ? [...value].map((one) => JSON.stringify(one)).sort() : value,
      );
    };
    fc.assert(
      fc.property(policies, policies, (one, other) => {
        if (telling({ ...one, state: one.state }) !== telling(other))
          expect(linesOf(one, other)).not.toEqual([]);
      }),
    );
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
