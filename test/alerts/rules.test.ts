import { describe, expect, it } from '@jest/globals';
import { builtInRules, signInRules } from '../../src/alerts/rules/index.ts';
import { type SignIn, toSignIn } from '../../src/domain/sign-in.ts';

function signIn(code: number, policy?: { result: string; control: string }): SignIn {
  const row = toSignIn({
    id: 'id',
    createdDateTime: '2026-11-22T09:00:00Z',
    userDisplayName: 'Ada',
    appDisplayName: 'Payroll',
    status: { errorCode: code },
    conditionalAccessStatus: 'failure',
    appliedConditionalAccessPolicies: policy && [
      { id: 'p', displayName: 'P', result: policy.result, enforcedGrantControls: [policy.control] },
    ],
  });
  if (row === undefined) throw new Error('no sign-in');
  return row;
}

const ruleOf = (row: SignIn) => signInRules.find((rule) => rule.detect(row) !== undefined)?.id;

describe('the built-in rules', () => {
  it.each([53000, 53001, 53002, 53003, 53004, 530032, 50005, 50131])(
    'take code %i for a block',
    (code) => {
      expect(ruleOf(signIn(code))).toBe('ca-block');
    },
  );

  it('take a failed policy that blocks for a block, whatever the code', () => {
    expect(ruleOf(signIn(50199, { result: 'failure', control: 'Block' }))).toBe('ca-block');
  });

  it.each([50072, 50074, 50076, 50079, 50158, 500121])(
    'take code %i for an unmet prompt',
    (code) => {
      expect(ruleOf(signIn(code))).toBe('ca-prompt-unmet');
    },
  );

  it.each([0, 50126, 50053, 50057, 50140, 70043])('leave code %i alone', (code) => {
    expect(ruleOf(signIn(code))).toBeUndefined();
  });

  it('leave report-only results alone', () => {
    expect(ruleOf(signIn(0, { result: 'reportOnlyFailure', control: 'Block' }))).toBeUndefined();
  });

  it('say who decided, why and what to do', () => {
    const match = signInRules[0]?.detect(signIn(53003, { result: 'failure', control: 'Block' }));
    expect(match).toMatchObject({ policy: { id: 'p', name: 'P' }, headline: 'blocked by P' });
    expect(match?.why).toContain('P');
    expect(match?.nextStep).toMatch(/\w+ \w+/);
  });

  it('come worst outcome first and each with a name of its own', () => {
    expect(signInRules.map(({ outcome }) => outcome)).toEqual(['blocked', 'interrupted']);
    expect(new Set(builtInRules.map(({ id }) => id)).size).toBe(builtInRules.length);
  });
});
