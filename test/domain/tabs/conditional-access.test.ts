import { describe, expect, it } from '@jest/globals';
import { appliedPolicy } from '../../builders.ts';
import { policiesIn, tab, withPolicies } from './read-tab.ts';

describe('policies on a sign-in', () => {
  it('come failed first, then satisfied, then the rest, in plain words', () => {
    const row = withPolicies([
      appliedPolicy({
        displayName: 'Not mine',
        result: 'notApplied',
        conditionsNotSatisfied: 'users,location,ipAddressSeenByAzureAD',
      }),
      appliedPolicy({ displayName: 'Fine' }),
      appliedPolicy({ displayName: 'Off', result: 'notEnabled' }),
      appliedPolicy({ displayName: 'New', result: 'somethingNew' }),
      appliedPolicy({
        displayName: 'Asks',
        result: 'failure',
        enforcedGrantControls: ['Mfa', 'Acme terms'],
      }),
      appliedPolicy({ displayName: 'Blocks', result: 'failure', enforcedGrantControls: ['Block'] }),
      appliedPolicy({ displayName: 'Rehearsed', result: 'reportOnlyFailure' }),
    ]);
    const lines = policiesIn(tab('conditional-access', row)).policies;
    expect(lines.map(({ name, result, tone }) => [name, result, tone])).toEqual([
      ['Asks', 'not satisfied: asks for multifactor authentication and “Acme terms”', 'bad'],
      ['Blocks', 'blocked', 'bad'],
      ['Fine', 'satisfied', 'good'],
      ['New', 'something new', 'neutral'],
      [
        'Not mine',
        'did not apply because the user is not in its scope and the location did not match',
        'neutral',
      ],
      ['Off', 'off', 'neutral'],
    ]);
  });

  it('say by which rule somebody is excluded', () => {
    const row = withPolicies([
      appliedPolicy({
        result: 'notApplied',
        conditionsNotSatisfied: 2,
        excludeRulesSatisfied: [{ conditionalAccessCondition: 'users', ruleSatisfied: 'groupId' }],
      }),
    ]);
    expect(policiesIn(tab('conditional-access', row)).policies[0]?.result).toBe(
      'did not apply because the user is excluded by a group',
    );
  });

  it('carry id and controls, so that a card can open what they demand', () => {
    const row = withPolicies([
      appliedPolicy({ id: 'p1', enforcedSessionControls: ['SignInFrequency'] }),
    ]);
    expect(policiesIn(tab('conditional-access', row)).policies[0]).toMatchObject({
      policyId: 'p1',
      controls: ['multifactor authentication', 'sign-in frequency'],
    });
  });

  it('are folded where they did not apply, and counted; those that did are all shown', () => {
    const idle = Array.from({ length: 40 }, (_, n) =>
      appliedPolicy({ displayName: `N${n}`, result: n % 2 ? 'notApplied' : 'notEnabled' }),
    );
    const busy = Array.from({ length: 12 }, (_, n) => appliedPolicy({ displayName: `S${n}` }));
    const { policies, folded } = policiesIn(
      tab('conditional-access', withPolicies([...idle, ...busy])),
    );
    expect(policies).toHaveLength(17);
    expect(folded).toEqual({ count: 35, words: '35 more policies did not apply.' });
    expect(policiesIn(tab('conditional-access', withPolicies(busy))).folded).toBeUndefined();
  });

  it('in report-only say what they would have done', () => {
    const results = [
      'reportOnlyNotApplied',
      'reportOnlySuccess',
      'reportOnlyInterrupted',
      'reportOnlyFailure',
    ];
    const row = withPolicies([
      ...results.map((result) => appliedPolicy({ result })),
      appliedPolicy({ result: 'reportOnlyFailure', enforcedGrantControls: ['Block'] }),
      appliedPolicy({ result: 'failure' }),
    ]);
    const rehearsal = tab('report-only', row);
    expect(policiesIn(rehearsal).policies.map((line) => line.result)).toEqual([
      'would stop it: asks for multifactor authentication',
      'would block',
      'would ask the user for multifactor authentication',
      'would be satisfied',
      'would not apply',
    ]);
    expect(rehearsal.note).toMatch(/stopped nobody/);
  });
});
