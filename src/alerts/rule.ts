import type { ActivityRecord } from '../domain/activity-record.ts';
import type { Case, CaseFact } from '../domain/case.ts';
import type { DirectoryAudit } from '../domain/directory-audit.ts';
import type { SignIn } from '../domain/sign-in.ts';
import type { SeenOutcome } from '../ports/alert-store.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What a rule says about a sign-in it matches. */
export interface Match {
  readonly policy?: Case['policy'];
  readonly headline: string;
  readonly why: string;
  readonly nextStep: string;
}

/** What a rule says about a directory audit it matches. */
export interface AuditMatch extends Match {
  /** What makes two matches of the rule one case: id of the policy, or of the person whose role it is. */
  readonly subject: string;
  /** What it was done to, in words that stand alone: `Conditional access policy “Require MFA”`. */
  readonly about: Case['app'];
  /** The lines of the change, such as old → new; eight at most are kept. */
  readonly facts: readonly CaseFact[];
}

/** A whole number that an administrator may set for a rule. */
export interface NumberSetting {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** Findings of one key wait until `times` attempts lie within `withinMs`, none of them completed. */
export interface Threshold {
  readonly times: number;
  readonly withinMs: number;
}

/** From so many people on, within `withinMs`, findings of one policy are one case. */
export interface Gathering {
  readonly people: number;
  readonly withinMs: number;
}

/** One kind of alert, whatever it looks at. */
interface AnyRule<Name extends string> {
  /** As the rules file and the cases name it. */
  readonly id: string;
  /** One line for `alerts rules`. */
  readonly summary: string;
  readonly numbers: Readonly<Record<Name, NumberSetting>>;
}

/** Looks at sign-ins: what it matches, and whether a match alerts at once or has to repeat. */
export interface SignInRule<Name extends string = string> extends AnyRule<Name> {
  readonly source: 'sign-ins';
  /** How a matched record counts; rules come worst first, and a record has one outcome. */
  readonly outcome: Exclude<SeenOutcome, 'other' | 'matched'>;
  /** `benign`: codes that are part of an ordinary day; absent: the built-in ones. */
  detect(signIn: SignIn, benign?: ReadonlySet<number>): Match | undefined;
  /** Absent: every match alerts. */
  repeated?(numbers: Readonly<Record<Name, number>>): Threshold;
  /** Absent: each user, policy and app is a case of its own, however many they are. */
  gathered?(numbers: Readonly<Record<Name, number>>): Gathering;
}

/** Looks at the directory audit log; one entry may match several such rules, and every match alerts. */
export interface AuditRule<Name extends string = string> extends AnyRule<Name> {
  readonly source: 'directory-audits';
  detect(audit: DirectoryAudit): AuditMatch | undefined;
}

/** Looks at the unified audit log, which is searched every few hours, for these operations. */
export interface UnifiedRule extends AnyRule<'everyHours'> {
  readonly source: 'unified-audit';
  /** As the service writes them: `Set-Mailbox`. */
  readonly operations: readonly string[];
  detect(record: ActivityRecord): AuditMatch | undefined;
}

export type Rule = SignInRule | AuditRule | UnifiedRule;

/** A rule that is switched on, with its numbers settled. */
export interface ActiveRule<R extends Rule = Rule> extends RuleSettings {
  readonly rule: R;
  readonly threshold?: Threshold;
  readonly gathering?: Gathering;
}

/** Those of the active rules that look at sign-ins. */
export function signInRulesOf(rules: readonly ActiveRule[]): ActiveRule<SignInRule>[] {
  return rules.flatMap((active) =>
    active.rule.source === 'sign-ins' ? { ...active, rule: active.rule } : [],
  );
}

/** Those of the active rules that look at directory audits. */
export function auditRulesOf(rules: readonly ActiveRule[]): ActiveRule<AuditRule>[] {
  return rules.flatMap((active) =>
    active.rule.source === 'directory-audits' ? { ...active, rule: active.rule } : [],
  );
}

/** Those of the active rules that look at the unified audit log. */
export function unifiedRulesOf(rules: readonly ActiveRule[]): ActiveRule<UnifiedRule>[] {
  return rules.flatMap((active) =>
    active.rule.source === 'unified-audit' ? { ...active, rule: active.rule } : [],
  );
}

/** Gives a rule's own setting names to its functions and hides them from the list. */
export function defineRule<Name extends string = never>(rule: SignInRule<Name>): SignInRule {
  return rule;
}

/** What is many, for those of the rules whose findings become one case of the policy then. */
export function gatheringsOf(rules: readonly ActiveRule[]): Map<string, Gathering> {
  return new Map(
    rules.flatMap(({ rule, gathering }): [string, Gathering][] =>
      gathering === undefined ? [] : [[rule.id, gathering]],
    ),
  );
}
