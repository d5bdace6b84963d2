import type { Circumstances } from './circumstances.ts';
import type { Json } from './json.ts';
import type { Policy } from './policy.ts';
import { type ConditionOutcome, judgeConditions } from './policy-conditions.ts';

/** The result of one policy for one sign-in, in Graph's words. */
export type PolicyResult =
  | 'success'
  | 'failure'
  | 'notApplied'
  | 'notEnabled'
  | 'reportOnlySuccess'
  | 'reportOnlyFailure'
  | 'reportOnlyNotApplied'
  | 'reportOnlyInterrupted';

/** One policy judged against one sign-in. */
export interface Judgement {
  readonly policy: Policy;
  readonly result: PolicyResult;
  readonly conditions: readonly ConditionOutcome[];
}

interface Control {
  readonly name: string;
  readonly met: boolean;
  /** A person can still meet it during the sign-in, such as a second factor. */
  readonly promptable: boolean;
}

/** The terms of use that guests accept; the log carries the title instead of the id. */
const termsTitle = 'Nutzungsbedingungen für Gäste 2025';

const builtIn: Record<string, (about: Circumstances) => Control> = {
  block: () => ({ name: 'Block', met: false, promptable: false }),
  mfa: ({ mfa }) => ({ name: 'Mfa', met: mfa === 'claim' || mfa === 'done', promptable: true }),
  compliantDevice: ({ device }) => ({
    name: 'RequireCompliantDevice',
    met: device?.isCompliant === true,
    promptable: false,
  }),
  domainJoinedDevice: ({ device }) => ({
    name: 'RequireDomainJoinedDevice',
    met: device?.trustType === 'Hybrid Azure AD joined',
    promptable: false,
  }),
  approvedApplication: ({ approvedApp }) => ({
    name: 'RequireApprovedApp',
    met: approvedApp,
    promptable: false,
  }),
  compliantApplication: ({ approvedApp }) => ({
    name: 'RequireCompliantApp',
    met: approvedApp,
    promptable: false,
  }),
  passwordChange: ({ userRisk }) => ({
    name: 'RequirePasswordChange',
    met: userRisk !== 'high',
    promptable: true,
  }),
};

function controlsOf(policy: Policy, about: Circumstances): Control[] {
  const grant = policy.grantControls;
  if (grant === null) return [];
  const controls = grant.builtInControls.map(
    (name) => builtIn[name]?.(about) ?? { name, met: false, promptable: false },
  );
  for (const name of grant.customAuthenticationFactors) {
    controls.push({ name, met: about.customControlPassed, promptable: true });
  }
  for (const _ of grant.termsOfUse) {
    controls.push({ name: termsTitle, met: about.termsAccepted, promptable: true });
  }
  return controls;
}

/** The log's names for what a policy enforces; they differ in case from the policy's own. */
export function enforcedGrantControls(policy: Policy, about: Circumstances): string[] {
  const isStrength = policy.grantControls?.authenticationStrength;
  return isStrength ? ['Mfa'] : controlsOf(policy, about).map((control) => control.name);
}

const sessionNames: Record<string, string> = {
  signInFrequency: 'SignInFrequency',
  cloudAppSecurity: 'CloudAppSecurity',
  persistentBrowser: 'PersistentBrowserSessionMode',
  applicationEnforcedRestrictions: 'AppEnforcedRestrictions',
};

/** The log's names for a policy's session controls. */
export function enforcedSessionControls(policy: Policy): string[] {
  const controls: Record<string, Json> = policy.sessionControls ?? {};
  return Object.keys(controls)
    .filter((name) => controls[name])
    .map((name) => sessionNames[name] ?? name);
}

function isSessionExpired(policy: Policy, about: Circumstances): boolean {
  return about.mfa === 'expired' && enforcedSessionControls(policy).includes('SignInFrequency');
}

function controlsResult(
  policy: Policy,
  about: Circumstances,
): 'success' | 'failure' | 'interrupted' {
  const controls = controlsOf(policy, about);
  const missing = controls.filter((control) => !control.met);
  const isMet =
    policy.grantControls?.operator === 'AND' || controls.length === 0
      ? missing.length === 0
      : missing.length < controls.length;
  if (isMet && !isSessionExpired(policy, about)) return 'success';
  return missing.every((control) => control.promptable) ? 'interrupted' : 'failure';
}

const reportOnlyResults = {
  success: 'reportOnlySuccess',
  failure: 'reportOnlyFailure',
  interrupted: 'reportOnlyInterrupted',
} as const;

/** Judges one policy; an enforced prompt counts as a failure, a rehearsed one as interrupted. */
export function judgePolicy(policy: Policy, about: Circumstances): Judgement {
  if (policy.state === 'disabled') return { policy, result: 'notEnabled', conditions: [] };
  const isReportOnly = policy.state === 'enabledForReportingButNotEnforced';
  const conditions = about.evaluated ? judgeConditions(policy, about) : [];
  if (!about.evaluated || conditions.some((condition) => !condition.held)) {
    return { policy, result: isReportOnly ? 'reportOnlyNotApplied' : 'notApplied', conditions };
  }
  const outcome = controlsResult(policy, about);
  if (isReportOnly) return { policy, result: reportOnlyResults[outcome], conditions };
  return { policy, result: outcome === 'success' ? 'success' : 'failure', conditions };
}

/** The overall conditional access status: report-only and disabled policies never change it. */
export function conditionalAccessStatus(
  policies: readonly Policy[],
  about: Circumstances,
): 'success' | 'failure' | 'notApplied' {
  if (about.person === undefined || !about.evaluated) return 'notApplied';
  let isApplied = false;
  for (const policy of policies) {
    if (policy.state !== 'enabled') continue;
    const { result } = judgePolicy(policy, about);
    if (result === 'failure') return 'failure';
    if (result === 'success') isApplied = true;
  }
  return isApplied ? 'success' : 'notApplied';
}
