import { describe, expect, it } from '@jest/globals';
import { rehearsed } from '../../src/domain/report-only.ts';
import { appliedPolicy, signIn } from '../builders.ts';

describe('a rehearsal', () => {
  it('names what would have stopped a sign-in before what would have prompted, and nothing else', () => {
    const results = [
      ...['reportOnlyInterrupted', 'reportOnlyFailure', 'reportOnlySuccess'],
      ...['reportOnlyNotApplied', 'failure', 'success', 'unknownFutureValue'],
    ];
    const row = signIn({
      appliedConditionalAccessPolicies: results.map((result) =>
        appliedPolicy({ displayName: result, result }),
      ),
    });
    expect(rehearsed(row).map(({ policy, effect }) => [policy.name, effect])).toEqual([
      ['reportOnlyFailure', 'would block'],
      ['reportOnlyInterrupted', 'would prompt'],
    ]);
  });
});
