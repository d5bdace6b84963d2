import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffPolicies } from '../../src/domain/policy-diff.ts';
import type { JsonRecord } from '../../src/domain/record.ts';

const eve = 'e0e00000-0000-4000-8000-000000000001';
const bob = 'b0b00000-0000-4000-8000-000000000001';
const linesOf = (before: JsonRecord, after: JsonRecord) =>
  diffPolicies(before, after).map(({ field, words }) => `${field}: ${words}`);

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
