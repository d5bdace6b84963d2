import type {
  ActivityRule,
  AuditRule,
  RehearsalRule,
  Rule,
  SignInRule,
  UnifiedRule,
} from '../rule.ts';
import { appConsent } from './app-consent.ts';
import { auditingOff } from './auditing-off.ts';
import { breakGlassUsed } from './break-glass-used.ts';
import { bruteForce } from './brute-force.ts';
import { caBlock } from './ca-block.ts';
import { caPolicyChanged } from './ca-policy-changed.ts';
import { caPromptUnmet } from './ca-prompt-unmet.ts';
import { deviceCodeUsed } from './device-code-used.ts';
import { failuresThenSuccess } from './failures-then-success.ts';
import { legacyAuthSucceeded } from './legacy-auth-succeeded.ts';
import { mfaMethodChanged } from './mfa-method-changed.ts';
import { newCountry } from './new-country.ts';
import { passwordSpray } from './password-spray.ts';
import { reportOnlyDelta } from './report-only-delta.ts';
import { riskySignIn } from './risky-sign-in.ts';
import { roleAssigned } from './role-assigned.ts';

/** Worst outcome first: a sign-in is judged by the first that matches. */
export const signInRules: readonly SignInRule[] = [caBlock, caPromptUnmet];

/** A directory audit is judged by all of them. */
export const auditRules: readonly AuditRule[] = [
  caPolicyChanged,
  roleAssigned,
  appConsent,
  mfaMethodChanged,
];

/** A sign-in of any outcome is seen by all of them. */
export const activityRules: readonly ActivityRule[] = [
  breakGlassUsed,
  failuresThenSuccess,
  passwordSpray,
  bruteForce,
  riskySignIn,
  newCountry,
  legacyAuthSucceeded,
  deviceCodeUsed,
];

/** Whatever a search of the unified audit log finds is judged by all of them. */
export const unifiedRules: readonly UnifiedRule[] = [auditingOff];

/** What a report-only policy would have done on a day is judged by all of them. */
export const rehearsalRules: readonly RehearsalRule[] = [reportOnlyDelta];

/** Every built-in rule. */
export const builtInRules: readonly Rule[] = [
  ...signInRules,
  ...auditRules,
  ...activityRules,
  ...unifiedRules,
  ...rehearsalRules,
];
