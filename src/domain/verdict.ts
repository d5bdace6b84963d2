import { errorKind, isBenign } from './error-codes.ts';
import { isBlockControl, isBuiltInControl } from './grant-controls.ts';
import type { AppliedPolicy, SignIn } from './sign-in.ts';

export const outcomes = ['succeeded', 'blocked', 'interrupted', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of one attempt, and why, in words a help desk can act on. */
export interface Verdict {
  readonly outcome: Outcome;
  /** True for an interrupt that was met within the same attempt (outcome is then `succeeded`). */
  readonly completed: boolean;
  /** The policy that decided, where the record names one. */
  readonly policy?: AppliedPolicy;
  /** 'succeeded', 'blocked by <policy>', 'interrupted, then completed', 'interrupted, not completed', 'failed: <what>' */
  readonly headline: string;
}

/** Every row of one attempt (same correlation id or original request), newest first, and its result. */
export interface Attempt {
  readonly rows: readonly [SignIn, ...SignIn[]];
  /** The row that carries the final result. */
  readonly final: SignIn;
  readonly verdict: Verdict;
}

/** A policy whose grant control lets nobody in. */
function holdsBlock(policy: AppliedPolicy): boolean {
  return policy.grantControls.some(isBlockControl);
}

/** Policies that were enforced and not met; report-only results never decide. */
export function failedPolicies(row: SignIn): AppliedPolicy[] {
  return (row.policies ?? []).filter((policy) => policy.result.toLowerCase() === 'failure');
}

/** True when a policy, security defaults or risk stopped this sign-in. Code 0 always got in. */
export function isBlock(row: SignIn): boolean {
  if (row.errorCode === 0) return false;
  const kind = errorKind(row.errorCode);
  return kind === 'block' || kind === 'risk-block' || failedPolicies(row).some(holdsBlock);
}

function isInterrupt(row: SignIn): boolean {
  const kind = errorKind(row.errorCode);
  if (kind === undefined) return row.conditionalAccess?.toLowerCase() === 'failure';
  return kind === 'interrupt' || kind === 'noise';
}

/**
 * True when something was asked of the user and, in this row, not given: a second factor (asked, denied or
 * timed out), a registration, terms of use. Expected pauses (stay signed in?, sign-in frequency) do not count;
 * which codes are such pauses is `isExpected`'s to say.
 */
export function isUnmetPrompt(
  row: SignIn,
  isExpected: (code: number) => boolean = isBenign,
): boolean {
  if (row.errorCode === 0 || isBlock(row) || isExpected(row.errorCode)) return false;
  return isInterrupt(row) || errorKind(row.errorCode) === 'mfa-failed';
}

/** Which grant control a code speaks about, as records write it in lower case without blanks. */
const controlOfCode: ReadonlyMap<number, RegExp> = new Map([
  [53000, /compliantdevice/],
  [53001, /domainjoined|hybrid/],
  [53002, /approvedapp|approvedclient/],
  [53003, /^block/],
  [53009, /compliantapp|protection/],
  [530003, /compliantdevice|domainjoined/],
  [530021, /approvedapp|approvedclient/],
  ...[50072, 50074, 50076, 50078, 50079, 500121].map(
    (code) => [code, /mfa|multifactor|strength/] as const,
  ),
  [50142, /password/],
]);

function speaksOf(policy: AppliedPolicy, code: number): boolean {
  // 50158: a custom control or terms of use, which records name by their own titles.
  if (code === 50158) return policy.grantControls.some((control) => !isBuiltInControl(control));
  if (code === 70043 || code === 70044) {
    const unmet = String(policy.raw.sessionControlsNotSatisfied ?? '');
    return /signinfrequency/i.test([unmet, ...policy.sessionControls].join());
  }
  const wanted = controlOfCode.get(code);
  return policy.grantControls.some((control) =>
    wanted?.test(control.toLowerCase().replace(/\s/g, '')),
  );
}

/** The enforced policy that stopped or prompted this sign-in; undefined when it got in or the record names none. */
export function decidingPolicy(row: SignIn): AppliedPolicy | undefined {
  if (row.errorCode === 0) return undefined;
  const failed = failedPolicies(row);
  const bySense = failed.find((policy) => speaksOf(policy, row.errorCode));
  return bySense ?? failed.find(holdsBlock) ?? failed[0];
}

function blockHeadline(row: SignIn, policy: AppliedPolicy | undefined): string {
  if (policy) return `blocked by ${policy.name}`;
  if (row.errorCode === 530035) return 'blocked by security defaults';
  if (errorKind(row.errorCode) === 'risk-block') return 'blocked by risk';
  return 'blocked by conditional access';
}

function failureHeadline(code: number): string {
  const kind = errorKind(code);
  if (kind === undefined) return `failed: error ${code}`;
  if (kind === 'mfa-failed') return 'failed: multifactor authentication';
  return kind === 'cross-tenant' ? 'failed: cross-tenant access' : `failed: ${kind}`;
}

/** What one row says by itself; `foldAttempts` judges all rows of an attempt together. */
export function judge(row: SignIn): Verdict {
  const completed = false;
  if (row.errorCode === 0) return { outcome: 'succeeded', completed, headline: 'succeeded' };
  const policy = decidingPolicy(row);
  if (isBlock(row)) {
    return { outcome: 'blocked', completed, policy, headline: blockHeadline(row, policy) };
  }
  if (isInterrupt(row)) {
    return { outcome: 'interrupted', completed, policy, headline: 'interrupted, not completed' };
  }
  return { outcome: 'failed', completed, policy, headline: failureHeadline(row.errorCode) };
}
