import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decidingPolicy, isBlock, isUnmetPrompt, judge } from '../../src/domain/verdict.ts';
import { appliedPolicy, blockedRecord, promptedRecord, signIn } from '../builders.ts';

function withCode(errorCode: number, overrides = {}) {
  return signIn({ status: { errorCode }, ...overrides });
}

const failing = appliedPolicy({ result: 'failure' });
const blocking = appliedPolicy({
  id: 'b',
  displayName: 'Block countries',
  enforcedGrantControls: ['Block'],
  result: 'failure',
});

describe('judging one sign-in', () => {
  it('says got in for code 0, whatever else the record holds', () => {
    const odd = signIn({
      status: { errorCode: 0, failureReason: 'Other.' },
      conditionalAccessStatus: 'failure',
      appliedConditionalAccessPolicies: [blocking],
    });
    expect(judge(odd)).toEqual({ outcome: 'succeeded', completed: false, headline: 'succeeded' });
    expect(isBlock(odd)).toBe(false);
    expect(decidingPolicy(odd)).toBeUndefined();
  });

  it.each([53000, 53001, 53002, 53003, 53004, 530032, 530034, 530035, 53010, 53011, 50005, 50131])(
    'calls %d blocked, even where the record names no policy',
    (code) => {
      const row = withCode(code);
      expect(isBlock(row)).toBe(true);
      expect(judge(row).outcome).toBe('blocked');
      expect(judge(row).headline).toMatch(/^blocked by \w/);
      expect(isUnmetPrompt(row)).toBe(false);
    },
  );

  it.each(['Block', 'block', ' BLOCK '])(
    'calls a failed policy with %j blocked, whatever the code',
    (control) => {
      const applied = [{ ...blocking, enforcedGrantControls: [control] }];
      const row = withCode(50074, { appliedConditionalAccessPolicies: applied });
      expect(judge(row)).toMatchObject({
        outcome: 'blocked',
        headline: 'blocked by Block countries',
      });
      expect(isUnmetPrompt(row)).toBe(false);
    },
  );

  it('lets an administrator say which codes are part of an ordinary day', () => {
    const [prompt, pause] = [50072, 50058].map((errorCode) =>
      signIn({ ...promptedRecord(), status: { errorCode } }),
    );
    const isExpected = (code: number) => code === 50072;
    expect([prompt, pause].map((row) => row && isUnmetPrompt(row))).toEqual([true, false]);
    expect([prompt, pause].map((row) => row && isUnmetPrompt(row, isExpected))).toEqual([
      false,
      true,
    ]);
  });

  it.each([50072, 50074, 50076, 50078, 50079, 50127, 50129, 50158])(
    'calls %d an interrupt although conditional access says failure',
    (code) => {
      const row = signIn({ ...promptedRecord(), status: { errorCode: code } });
      expect(judge(row)).toMatchObject({
        outcome: 'interrupted',
        completed: false,
        headline: 'interrupted, not completed',
      });
      expect(isBlock(row)).toBe(false);
      expect(isUnmetPrompt(row)).toBe(true);
    },
  );

  it.each([
    [50126, 'failed: credential'],
    [50057, 'failed: account'],
    [50105, 'failed: app'],
    [50173, 'failed: session'],
    [500121, 'failed: multifactor authentication'],
    [500212, 'failed: cross-tenant access'],
    [90033, 'failed: service'],
    [424242, 'failed: error 424242'],
  ])('calls %d %s', (code, headline) => {
    expect(judge(withCode(code))).toMatchObject({ outcome: 'failed', headline });
  });

  it('takes an unknown code for an interrupt when conditional access says failure', () => {
    const row = withCode(424242, { conditionalAccessStatus: 'failure' });
    expect(judge(row).outcome).toBe('interrupted');
    expect(isUnmetPrompt(row)).toBe(true);
  });

  it('counts a denied second factor as an unmet prompt, and expected pauses not', () => {
    expect(isUnmetPrompt(withCode(500121))).toBe(true);
    for (const code of [50140, 50058, 70043, 70044, 0, 50126]) {
      expect([code, isUnmetPrompt(withCode(code))]).toEqual([code, false]);
    }
  });

  it('never lets a report-only result decide', () => {
    for (const result of ['reportOnlyFailure', 'reportOnlyInterrupted', 'unknownFutureValue']) {
      const row = withCode(50126, {
        appliedConditionalAccessPolicies: [{ ...blocking, result }],
      });
      expect(decidingPolicy(row)).toBeUndefined();
      expect(judge(row).outcome).toBe('failed');
    }
  });

  it('says by what was blocked when no policy is to be seen', () => {
    const unseen = { appliedConditionalAccessPolicies: undefined };
    expect(judge(withCode(53003, unseen)).headline).toBe('blocked by conditional access');
    expect(judge(withCode(530035, unseen)).headline).toBe('blocked by security defaults');
    expect(judge(withCode(53011, unseen)).headline).toBe('blocked by risk');
  });

  it('never calls a record both a block and a prompt, and got in exactly for code 0', () => {
    const applied = fc.array(
      fc.record({
        displayName: fc.string(),
        result: fc.constantFrom('success', 'failure', 'notApplied', 'reportOnlyFailure'),
        enforcedGrantControls: fc.array(fc.constantFrom('Mfa', 'Block', 'Terms of use')),
      }),
      { maxLength: 4 },
    );
    const code = fc.oneof(fc.constantFrom(0, 53003, 50074, 50126, 50140, 500121), fc.nat());
    fc.assert(
      fc.property(code, applied, (errorCode, appliedConditionalAccessPolicies) => {
        const row = withCode(errorCode, { appliedConditionalAccessPolicies });
        const { outcome, policy } = judge(row);
        expect(outcome === 'succeeded').toBe(errorCode === 0);
        expect(outcome === 'blocked').toBe(isBlock(row));
        if (isUnmetPrompt(row)) expect(['interrupted', 'failed']).toContain(outcome);
        if (policy) expect(policy.result).toBe('failure');
      }),
    );
  });
});

describe('the policy that decided', () => {
  it('is the one whose control the code speaks about, not the first that failed', () => {
    const compliant = appliedPolicy({
      displayName: 'Compliant device',
      enforcedGrantControls: ['RequireCompliantDevice'],
      result: 'failure',
    });
    const terms = appliedPolicy({
      displayName: 'Guests',
      enforcedGrantControls: ['Terms of use 2025'],
      result: 'failure',
    });
    const all = { appliedConditionalAccessPolicies: [terms, failing, blocking, compliant] };
    expect(decidingPolicy(withCode(53000, all))?.name).toBe('Compliant device');
    expect(decidingPolicy(withCode(53003, all))?.name).toBe('Block countries');
    expect(decidingPolicy(withCode(50076, all))?.name).toBe('Require MFA for everyone');
    expect(decidingPolicy(withCode(50158, all))?.name).toBe('Guests');
  });

  it('is named by what lets nobody in when the code says nothing', () => {
    const all = { appliedConditionalAccessPolicies: [failing, blocking] };
    expect(decidingPolicy(withCode(530032, all))?.name).toBe('Block countries');
  });

  it('is told in the verdict', () => {
    expect(judge(signIn(blockedRecord())).policy?.name).toBe('Block legacy authentication');
  });
});
