import { type AppliedPolicy, hidesPolicies, type SignIn } from '../sign-in.ts';
import { policyLine } from './policy-line.ts';
import type { PolicySection, Tab } from './tab.ts';
import { type Field, factsOf, section, word } from './values.ts';

/** Beyond this, policies that did not apply are counted instead of listed: one sign-in can carry 55. */
const mostThatDidNotApply = 5;

const notAllowed = ({ policiesWithheld }: SignIn) =>
  policiesWithheld ??
  'Not allowed: grant the app Policy.Read.ConditionalAccess to see policies here.';

const fields: readonly Field[] = [
  ['Conditional access', 'conditionalAccessStatus', word],
  ['Audiences', 'conditionalAccessAudiences'],
];

export const conditionalAccessFields: readonly Field[] = [
  ...fields,
  ['', 'appliedConditionalAccessPolicies'],
];

const order = ['failure', 'interrupted', 'success', 'unknown'];

function rank(policy: AppliedPolicy): number {
  const result = bareResult(policy);
  const place = order.indexOf(result);
  if (result === 'notapplied' || result === 'notenabled') return order.length + 1;
  return place === -1 ? order.length : place;
}

function isReportOnly({ result }: AppliedPolicy): boolean {
  return /^reportonly/i.test(result);
}

function bareResult({ result }: AppliedPolicy): string {
  return result.replace(/^reportonly/i, '').toLowerCase();
}

function didNotApply(policy: AppliedPolicy): boolean {
  return rank(policy) > order.length;
}

function policySections(policies: readonly AppliedPolicy[]): PolicySection[] {
  if (policies.length === 0) return [];
  const ranked = policies.toSorted((a, b) => rank(a) - rank(b));
  const idle = ranked.filter(didNotApply);
  const shown = [
    ...ranked.slice(0, ranked.length - idle.length),
    ...idle.slice(0, mostThatDidNotApply),
  ];
  const count = ranked.length - shown.length;
  const folded =
    count > 0
      ? { count, words: `${count} more ${count === 1 ? 'policy' : 'policies'} did not apply.` }
      : undefined;
  return [{ kind: 'policies', policies: shown.map(policyLine), folded }];
}

/** Policies in force: which stopped, let in or did not apply, and why. */
export function conditionalAccess(signIn: SignIn): Tab {
  const inForce = (signIn.policies ?? []).filter((policy) => !isReportOnly(policy));
  const none = inForce.length === 0 ? 'Policies: none applied to this sign-in.' : undefined;
  return {
    id: 'conditional-access',
    title: 'Conditional access',
    sections: [...section(undefined, factsOf(signIn.raw, fields)), ...policySections(inForce)],
    note: hidesPolicies(signIn) ? notAllowed(signIn) : none,
  };
}

/** Policies under test: what they would have done. They stop nobody. */
export function reportOnly(signIn: SignIn): Tab {
  const rehearsed = (signIn.policies ?? []).filter(isReportOnly);
  const note =
    rehearsed.length === 0
      ? 'Policies: none in report-only looked at this sign-in.'
      : 'Report-only: these policies are under test and stopped nobody.';
  return {
    id: 'report-only',
    title: 'Report-only',
    sections: policySections(rehearsed),
    note: hidesPolicies(signIn) ? notAllowed(signIn) : note,
  };
}
