import type { UnifiedRule, AuditRule, Rule, SignInRule } from '../rule.ts';
import { appConsent } from './app-consent.ts';
import { auditingOff } from './auditing-off.ts';
import { caBlock } from './ca-block.ts';
import { caPolicyChanged } from './ca-policy-changed.ts';
import { caPromptUnmet } from './ca-prompt-unmet.ts';
import { mfaMethodChanged } from './mfa-method-changed.ts';
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

/** Whatever a search of the unified audit log finds is judged by all of them. */
export const unifiedRules: readonly UnifiedRule[] = [auditingOff];

/** Every built-in rule. */
export const builtInRules: readonly Rule[] = [...signInRules, ...auditRules, ...unifiedRules];
