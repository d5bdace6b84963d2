import { explainCode, isBenign } from './error-codes.ts';
import { askedFor } from './grant-controls.ts';
import type { NameOf, Policy } from './policy.ts';
import { recordsAt, text, textAt } from './record.ts';
import { fullStop, listed, quoted, startUpper } from './sentence.ts';
import { type AppliedPolicy, hidesPolicies, policiesNotShown, type SignIn } from './sign-in.ts';
import { decidingPolicy, failedPolicies, judge } from './verdict.ts';
import { controlSentence } from './why/control.ts';
import { type Grip, matchWords, scopeWords } from './why/matched.ts';
import { reasonOf, stepForBlock, stepForCode } from './why/next-step.ts';

/** Two plain lines about why a sign-in ended as it did, and what the help desk does next. Whole sentences. */
export interface Why {
  /** The policy that decided, and the condition that matched. */
  readonly policyLine: string;
  /** The control that was not met. */
  readonly controlLine: string;
  readonly nextStep: string;
}

interface Known {
  /** Policies as they are now; the one that decided may have changed since, or be gone. */
  readonly policies?: readonly Policy[];
  readonly nameOf?: NameOf;
}

/** Why one sign-in got in, was blocked, prompted or failed. */
export function explain(signIn: SignIn, known: Known = {}): Why {
  const { outcome } = judge(signIn);
  if (outcome === 'succeeded') return whyIn(signIn);
  const applied = decidingPolicy(signIn);
  if (applied) return whyStopped(signIn, applied, known);
  return outcome === 'failed' ? whyFailed(signIn) : whyStoppedUnseen(signIn);
}

function findPolicy(applied: AppliedPolicy, policies: readonly Policy[]): Policy | undefined {
  const byId = policies.find((policy) => policy.id === applied.id);
  return byId ?? policies.find((policy) => policy.name.trim() === applied.name.trim());
}

const verbs = { blocked: 'Blocked', interrupted: 'Interrupted', failed: 'Stopped' } as const;

function whyStopped(signIn: SignIn, applied: AppliedPolicy, known: Known): Why {
  const { policies = [], nameOf = () => undefined } = known;
  const grip: Grip = { signIn, applied, policy: findPolicy(applied, policies), nameOf };
  const { outcome } = judge(signIn);
  const verb = verbs[outcome === 'succeeded' ? 'failed' : outcome];
  return {
    policyLine: `${verb} by ${quoted(applied.name)}${becauseOf(grip)}`,
    controlLine: controlSentence(grip) + othersUnmet(signIn, applied),
    nextStep: outcome === 'blocked' ? stepForBlock(grip) : stepForCode(signIn),
  };
}

function becauseOf(grip: Grip): string {
  const scope = scopeWords(grip);
  const match = matchWords(grip);
  if (scope && match) return `: it applies to ${scope}, and this sign-in ${match}.`;
  if (scope) return `: it applies to ${scope}.`;
  if (match) return `: this sign-in ${match}.`;
  return '. The record does not say which of its conditions matched.';
}

function othersUnmet(signIn: SignIn, applied: AppliedPolicy): string {
  const others = failedPolicies(signIn).filter((policy) => policy !== applied);
  if (others.length === 0) return '';
  const names = listed(
    others.map((policy) => quoted(policy.name)),
    'and',
    4,
  );
  return ` Not met either: ${names}.`;
}

/** Who asked for a second factor, when no conditional access policy did (beta only). */
const requirers: ReadonlyMap<string, string> = new Map([
  ['user', 'per-user multifactor authentication'],
  ['securityDefaults', 'security defaults'],
  ['riskBasedPolicy', 'a risk-based policy'],
  ['request', 'the app itself'],
]);

function requirer(signIn: SignIn): string | undefined {
  const providers = recordsAt(signIn.raw, 'authenticationRequirementPolicies').flatMap(
    (policy) => text(policy.requirementProvider) ?? [],
  );
  const names = providers.flatMap((provider) => requirers.get(provider) ?? []);
  return names.length > 0 ? listed([...new Set(names)]) : undefined;
}

function whyStoppedUnseen(signIn: SignIn): Why {
  const { meaning, nextStep } = explainCode(signIn.errorCode, reasonOf(signIn));
  const { outcome, headline } = judge(signIn);
  if (isBenign(signIn.errorCode)) {
    return {
      policyLine: `Interrupted: ${lowerStart(meaning)}`,
      controlLine: 'This is an expected step of signing in; nothing was refused.',
      nextStep,
    };
  }
  const by = requirer(signIn);
  const head = outcome === 'blocked' ? startUpper(headline) : `Interrupted${by ? ` by ${by}` : ''}`;
  return {
    policyLine: hidesPolicies(signIn)
      ? `${head}. ${policiesNotShown(signIn, 'Which policy decided is not shown')}`
      : `${head}. The record names no policy that decided.`,
    controlLine: fullStop(meaning),
    nextStep,
  };
}

const afterCredentials = 'Conditional access is looked at only after the credentials are right.';
const noPolicyDecided = 'No conditional access policy decided this.';

function whyFailed(signIn: SignIn): Why {
  const { kind, meaning, nextStep } = explainCode(signIn.errorCode, reasonOf(signIn));
  return {
    policyLine: `Failed: ${lowerStart(fullStop(meaning))}`,
    controlLine: kind === 'credential' ? afterCredentials : noPolicyDecided,
    nextStep,
  };
}

function lowerStart(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

function resultIs(signIn: SignIn, ...results: string[]): AppliedPolicy[] {
  return (signIn.policies ?? []).filter((policy) => results.includes(policy.result));
}

function whyIn(signIn: SignIn): Why {
  const rehearsed = resultIs(signIn, 'reportOnlyFailure');
  const nextStep =
    rehearsed.length === 0
      ? 'Nothing to do.'
      : `Nothing to do now; ${listed(
          rehearsed.map((policy) => quoted(policy.name)),
          'and',
          3,
        )} in report-only would have stopped this.`;
  return { policyLine: whichLetIn(signIn), controlLine: whatWasMet(signIn), nextStep };
}

function whichLetIn(signIn: SignIn): string {
  if (hidesPolicies(signIn)) {
    return `Got in. ${policiesNotShown(signIn, 'Which policies applied is not shown')}`;
  }
  const satisfied = resultIs(signIn, 'success');
  if (satisfied.length > 0) {
    const names = listed(
      satisfied.map((policy) => quoted(policy.name)),
      'and',
      4,
    );
    return `Got in: ${names} applied and ${satisfied.length === 1 ? 'was' : 'were'} satisfied.`;
  }
  return signIn.conditionalAccess === 'success'
    ? 'Got in: conditional access was satisfied; the record does not say by which policy.'
    : 'Got in: no conditional access policy applied.';
}

function whatWasMet(signIn: SignIn): string {
  const controls = resultIs(signIn, 'success').flatMap((policy) => policy.grantControls);
  const met = [...new Set(controls.map(askedFor))];
  const words = textAt(signIn.raw, 'status.additionalDetails');
  const detail = words && /mfa|factor|claim/i.test(words) ? fullStop(words) : undefined;
  if (met.length > 0)
    return [`Asked for and met: ${listed(met)}.`, detail].filter(Boolean).join(' ');
  if (detail) return detail;
  const isUnsaid = hidesPolicies(signIn) || signIn.conditionalAccess === 'success';
  return isUnsaid ? 'The record does not say what was asked for.' : 'No control was asked for.';
}
