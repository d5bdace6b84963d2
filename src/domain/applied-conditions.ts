import { isRecord, text } from './record.ts';
import type { AppliedPolicy } from './sign-in.ts';

/** Flags of Graph's conditionalAccessConditions, lowest bit first (beta metadata). */
const flags = [
  'application',
  'users',
  'devicePlatform',
  'location',
  'clientType',
  'signInRisk',
  'userRisk',
  'time',
  'deviceState',
  'client',
  'ipAddressSeenByAzureAD',
  'ipAddressSeenByResourceProvider',
  'unknownFutureValue',
  'servicePrincipals',
  'servicePrincipalRisk',
  'authenticationFlows',
  'insiderRisk',
] as const;

const meaningless = new Set(['none', 'unknownfuturevalue']);

/** Reads names in a comma list (Graph beta), a list of names, or an integer bit mask (Azure Monitor). */
export function readConditions(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readConditions);
  const words = text(value);
  if (words === undefined) return [];
  const names = /^\d+$/.test(words)
    ? flags.filter((_, bit) => Math.floor(Number(words) / 2 ** bit) % 2 === 1)
    : words.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '' && !meaningless.has(name.toLowerCase()));
}

/** Conditions of the policy that this sign-in met. Empty in v1.0 records, which do not say. */
export function conditionsMet(policy: AppliedPolicy): string[] {
  return readConditions(policy.raw.conditionsSatisfied);
}

/** Conditions that kept the policy from applying. Empty in v1.0 records. */
export function conditionsNotMet(policy: AppliedPolicy): string[] {
  return readConditions(policy.raw.conditionsNotSatisfied);
}

/** One rule that matched: which condition it belongs to, and Graph's word (allUsers, groupId, locationId …). */
export interface MatchedRule {
  readonly condition: string;
  readonly rule: string;
}

/** Rules that put this sign-in into the policy's scope, or out of it (beta only). */
export function matchedRules(policy: AppliedPolicy, side: 'include' | 'exclude'): MatchedRule[] {
  const list = policy.raw[`${side}RulesSatisfied`];
  if (!Array.isArray(list)) return [];
  return list.filter(isRecord).flatMap((entry) => {
    const condition = text(entry.conditionalAccessCondition);
    const rule = text(entry.ruleSatisfied);
    return condition && rule ? [{ condition, rule }] : [];
  });
}
