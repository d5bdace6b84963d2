import type { JsonObject } from './json.ts';
import {
  enforcedGrantControls,
  enforcedSessionControls,
  type Judgement,
  judgePolicy,
} from './policy-evaluation.ts';
import type { SignInRow } from './sign-in-row.ts';

const bits: Record<string, number> = {
  application: 1,
  users: 2,
  devicePlatform: 4,
  location: 8,
  clientType: 16,
  signInRisk: 32,
  userRisk: 64,
};

/** Names as Graph beta documents them, or the bit sum that some records carry. */
function conditionList(judgement: Judgement, held: boolean, asBits: boolean): string | number {
  const names = judgement.conditions.filter((one) => one.held === held).map((one) => one.condition);
  if (asBits) return names.reduce((sum, name) => sum + (bits[name] ?? 0), 0);
  return names.length > 0 ? names.join(',') : 'none';
}

function rules(judgement: Judgement, side: 'includeRule' | 'excludeRule'): JsonObject[] {
  return judgement.conditions
    .filter((one) => one[side] !== undefined)
    .map((one) => ({ conditionalAccessCondition: one.condition, ruleSatisfied: one[side] }));
}

function missedSessionControls(judgement: Judgement, row: SignInRow): string[] {
  const isExpired = row.about.mfa === 'expired' && judgement.result === 'failure';
  return isExpired ? ['SignInFrequency'] : [];
}

/** What every policy of the time said about a sign-in, in the beta shape. */
export function appliedPolicies(row: SignInRow): JsonObject[] {
  if (row.about.person === undefined && row.about.kind !== 'interactiveUser') return [];
  const asBits = row.seq % 7 === 3;
  return row.policies.map((policy) => {
    const judgement = judgePolicy(policy, row.about);
    const isOff = judgement.result === 'notEnabled';
    return {
      id: policy.id,
      displayName: policy.displayName,
      enforcedGrantControls: isOff ? [] : enforcedGrantControls(policy, row.about),
      enforcedSessionControls: isOff ? [] : enforcedSessionControls(policy),
      sessionControlsNotSatisfied: missedSessionControls(judgement, row),
      result: judgement.result,
      conditionsSatisfied: conditionList(judgement, true, asBits),
      conditionsNotSatisfied: conditionList(judgement, false, asBits),
      includeRulesSatisfied: rules(judgement, 'includeRule'),
      excludeRulesSatisfied: rules(judgement, 'excludeRule'),
      authenticationStrength: policy.grantControls?.authenticationStrength ?? null,
    };
  });
}
