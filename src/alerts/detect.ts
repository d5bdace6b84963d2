import type { CaseSignIn } from '../domain/case.ts';
import { type Grouping, groupingKey, holdsManyPeople } from '../domain/grouping.ts';
import { fitsRule } from '../domain/rule-matcher.ts';
import { type SignIn, whoSignedIn } from '../domain/sign-in.ts';
import { originOf } from '../domain/sign-in-origin.ts';
import type { Finding, SeenOutcome } from '../ports/alert-store.ts';
import { type ActiveRule, type Match, type SignInRule, standingOf } from './rule.ts';

/** One record of a read, judged: its outcome, and what the rules found in it. */
export interface Detected {
  readonly id: string;
  readonly at: Date;
  readonly outcome: SeenOutcome;
  readonly findings: readonly Finding[];
}

function joined(parts: readonly (string | undefined)[], separator: string): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join(separator);
}

function appNameOf({ appName, resourceName, appId }: SignIn): string {
  return appName ?? resourceName ?? appId ?? 'an unknown app';
}

function shareOf(signIn: SignIn, seenAt: Date): CaseSignIn {
  return {
    id: signIn.id,
    at: signIn.at,
    seenAt,
    ip: signIn.ip,
    country: signIn.country,
    place: joined([signIn.city, signIn.country], ', '),
    device: joined([signIn.deviceName, signIn.operatingSystem, signIn.browser], ' · '),
    origin: originOf(signIn),
    user: { id: signIn.userId, name: whoSignedIn(signIn) },
    app: appNameOf(signIn),
    errorCode: signIn.errorCode,
  };
}

/** Who signed in: an id where it is known, as names change and repeat. */
export function userKeyOf(signIn: SignIn): string {
  return signIn.userId ?? signIn.userPrincipalName?.toLowerCase() ?? whoSignedIn(signIn);
}

function keyOf(
  rule: string,
  signIn: SignIn,
  policy: Match['policy'],
  grouping: Grouping | undefined,
): string {
  const of = {
    user: userKeyOf(signIn),
    policy: policy?.id ?? policy?.name ?? '',
    app: signIn.appId ?? signIn.appName ?? '',
    country: signIn.country ?? '',
    ip: signIn.ip ?? '',
  };
  return groupingKey(rule, of, grouping);
}

/** What a finding holds of the record itself. `seenAt`: when this read saw it. */
export function recordPart(
  signIn: SignIn,
  seenAt: Date,
): Pick<Finding, 'attempt' | 'user' | 'app' | 'signIn'> {
  return {
    attempt: signIn.correlationId ?? signIn.originalRequestId ?? signIn.id,
    user: {
      id: signIn.userId,
      name: whoSignedIn(signIn),
      userPrincipalName: signIn.userPrincipalName,
    },
    app: {
      id: signIn.appId,
      name: appNameOf(signIn),
    },
    signIn: shareOf(signIn, seenAt),
  };
}

function toFinding(
  active: ActiveRule<SignInRule>,
  signIn: SignIn,
  match: Match,
  seenAt: Date,
): Finding {
  const { id: rule } = active.rule;
  const { policy, headline, why, nextStep } = match;
  return {
    rule,
    key: keyOf(rule, signIn, policy, active.groupBy),
    ...standingOf(active, match),
    ...{ policy, headline, why, nextStep },
    ...recordPart(signIn, seenAt),
    ...(holdsManyPeople(active.groupBy) && { isGathered: true }),
  };
}

/**
 * Judges one record by the first rule that matches and whose settings let it count. What they leave out keeps
 * its outcome, as it did happen. `seenAt`: when this read saw it.
 */
export function detect(
  signIn: SignIn,
  rules: readonly ActiveRule<SignInRule>[],
  seenAt: Date,
): Detected {
  let leftOut: SeenOutcome | undefined;
  for (const active of rules) {
    const { rule, match: matcher = {}, benign } = active;
    const match = rule.detect(signIn, benign);
    if (match === undefined) continue;
    const finding = toFinding(active, signIn, match, seenAt);
    if (fitsRule(matcher, finding)) {
      return { id: signIn.id, at: signIn.at, outcome: rule.outcome, findings: [finding] };
    }
    leftOut ??= rule.outcome;
  }
  return { id: signIn.id, at: signIn.at, outcome: leftOut ?? 'other', findings: [] };
}
