import { at, type JsonRecord, recordsAt, text } from '../record.ts';
import { spaced, startUpper } from '../sentence.ts';
import type { SignIn } from '../sign-in.ts';
import type { Fact, FactSection, Tab, TabContext } from './tab.ts';
import { type Field, factsOf, plain, type Say, section, time, word } from './values.ts';

/** Steps are folded into a record for some minutes after it is first seen. */
const ripeAfterMs = 15 * 60_000;

const requirers: ReadonlyMap<string, string> = new Map([
  ['user', 'Per-user multifactor authentication'],
  ['request', 'The app asked for it'],
  ['servicePrincipal', 'The app asked for it'],
  ['multiConditionalAccess', 'Conditional access'],
  ['v1ConditionalAccess', 'Conditional access (classic policy)'],
  ['tenantSessionRiskPolicy', 'Sign-in risk policy'],
  ['accountCompromisePolicies', 'User risk policy'],
  ['riskBasedPolicy', 'Risk-based policy'],
  ['securityDefaults', 'Security defaults'],
  ['baselineProtection', 'Baseline protection'],
  ['authenticationStrengths', 'Authentication strength'],
]);

function said(name: string, words: ReadonlyMap<string, string>): Say {
  return (value) => {
    const list = Array.isArray(value) ? value : [];
    const lines = list.flatMap((item) => {
      const key = text(at(item, name));
      const detail = text(at(item, 'detail'));
      const label = key && (words.get(key) ?? startUpper(spaced(key)));
      if (!label) return detail ?? [];
      return detail && detail.toLowerCase() !== label.toLowerCase()
        ? `${label} (${detail})`
        : label;
    });
    return lines.length > 0 ? lines.join(', ') : undefined;
  };
}

const general: readonly Field[] = [
  ['Authentication requirement', 'authenticationRequirement', word],
  ['Asked for by', 'authenticationRequirementPolicies', said('requirementProvider', requirers)],
  [
    'Session lifetime policies',
    'sessionLifetimePolicies',
    said('expirationRequirement', new Map()),
  ],
  ['Authentication methods used', 'authenticationMethodsUsed'],
  ['Authentication contexts', 'authenticationContextClassReferences'],
  ['MFA detail (retired field)', 'mfaDetail'],
];

const alreadySatisfied: Say = (value) => {
  const method = text(value);
  return method && /^(previously satisfied|satisfied by token)$/i.test(method)
    ? `${method} (by an earlier sign-in; nothing was asked this time)`
    : method;
};

const stepFields: readonly Field[] = [
  ['Date', 'authenticationStepDateTime', time],
  ['Authentication method', 'authenticationMethod', alreadySatisfied],
  ['Authentication method detail', 'authenticationMethodDetail'],
  ['Succeeded', 'succeeded'],
  ['Result detail', 'authenticationStepResultDetail'],
  ['Requirement', 'authenticationStepRequirement'],
];

export const authenticationFields: readonly Field[] = [
  ...general,
  ['', 'authenticationDetails'],
  ['', 'authenticationProcessingDetails'],
];

function steps(raw: JsonRecord): FactSection[] {
  return recordsAt(raw, 'authenticationDetails').flatMap((step, index) => {
    const title = `Step ${index + 1}: ${text(step.authenticationStepRequirement) ?? 'Authentication'}`;
    return section(title, factsOf(step, stepFields));
  });
}

function processing(raw: JsonRecord): Fact[] {
  return recordsAt(raw, 'authenticationProcessingDetails').flatMap((detail) => {
    const label = text(detail.key);
    const value = plain(detail.value);
    return label && value ? [{ label, value }] : [];
  });
}

function isIncomplete(raw: JsonRecord): boolean {
  const known = recordsAt(raw, 'authenticationDetails');
  const isPrimaryThere = known.some((step) =>
    /primary/i.test(text(step.authenticationStepRequirement) ?? ''),
  );
  return !isPrimaryThere || known.some((step) => /in progress/i.test(plain(step) ?? ''));
}

function noteOn(signIn: SignIn, { now }: TabContext): string | undefined {
  const { raw } = signIn;
  const isUser = signIn.types.some((type) => type.endsWith('User'));
  const isYoung = now.getTime() - signIn.at.getTime() < ripeAfterMs;
  if (isUser && isYoung && isIncomplete(raw)) {
    return 'Not arrived yet: the steps of a sign-in are added for some minutes after it. Refresh later.';
  }
  if (recordsAt(raw, 'authenticationDetails').length > 0) return undefined;
  if (!isUser) return 'Steps: none, only people authenticate in steps.';
  return Array.isArray(raw.authenticationDetails)
    ? 'Steps: none recorded.'
    : 'Steps: none in this record; Graph serves them in its beta version only.';
}

/** How the user proved herself, step by step, and who asked for it. */
export function authenticationDetails(signIn: SignIn, context: TabContext): Tab {
  const { raw } = signIn;
  return {
    id: 'authentication',
    title: 'Authentication details',
    sections: [
      ...section(undefined, factsOf(raw, general)),
      ...steps(raw),
      ...section('Processing details', processing(raw)),
    ],
    note: noteOn(signIn, context),
  };
}
