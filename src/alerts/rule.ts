import type { ActivityRecord } from '../domain/activity-record.ts';
import type { Case, CaseFact } from '../domain/case.ts';
import type { CaseVerdict } from '../domain/case-verdict.ts';
import type { DirectoryAudit } from '../domain/directory-audit.ts';
import type { RehearsalDay } from '../domain/rehearsal-day.ts';
import type { Severity } from '../domain/severity.ts';
import type { SignIn } from '../domain/sign-in.ts';
import type { SeenOutcome } from '../ports/alert-store.ts';
import type { Evidence } from '../ports/observations.ts';
import type { CountryLimits, NewCountry } from './follow-countries.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What a rule says about a sign-in it matches. */
export interface Match {
  /** Absent: the rule's. */
  readonly severity?: Severity;
  /** Absent: the rule's. */
  readonly verdict?: CaseVerdict;
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

/** So many findings of one key within `withinMs`; of a rule whose findings have to repeat: attempts, none of them completed. */
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
  /** Usual severity of its cases; absent: medium of sign-ins, high of directory audits. */
  readonly severity?: Severity;
  /** What its cases are about, in a word; absent: Stopped of sign-ins, Changed of directory audits. */
  readonly verdict?: CaseVerdict;
  readonly numbers: Readonly<Record<Name, NumberSetting>>;
  /** Why each of its findings is told, whatever the rules file says; absent: the file may ask for several. */
  readonly tellsEach?: string;
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

/** What a rule over all sign-ins says about what it matches. */
export interface ActivityMatch extends Match {
  readonly facts?: readonly CaseFact[];
}

/** What such a rule sees in one sign-in. */
export interface Sighting {
  /** What makes sightings of the rule one case: the id of a user, a network. */
  readonly subject: string;
  /** The sign-in's part where several are judged together. */
  readonly role?: string;
  /** What the card says; absent where several are judged together. */
  readonly match?: ActivityMatch;
}

/** Sign-ins that alert together, and what the card says of them. */
export interface Episode {
  readonly ids: readonly string[];
  readonly match: ActivityMatch;
}

/** How evidence of one subject is judged together. Pure: the order in which it came does not matter. */
export interface Correlation<Name extends string = string> {
  /** No two parts of an episode lie further apart. */
  withinMs(numbers: Readonly<Record<Name, number>>): number;
  /** Sightings in other roles are kept only where one in this role is known: most people just sign in. */
  readonly anchor?: string;
  /** Each case is of many people. */
  readonly isMany?: true;
  /** `evidence`: oldest first. More of it never takes a sign-in out of what alerts. */
  judge(evidence: readonly Evidence[], numbers: Readonly<Record<Name, number>>): readonly Episode[];
}

/** Looks at sign-ins of all outcomes; one may be seen by several such rules. */
export interface ActivityRule<Name extends string = string> extends AnyRule<Name> {
  readonly source: 'all-sign-ins';
  /** `isEmergency`: of an account in BREAK_GLASS. */
  observe(
    signIn: SignIn,
    circumstances: {
      readonly isEmergency: boolean;
      readonly numbers: Readonly<Record<Name, number>>;
    },
  ): Sighting | undefined;
  /** Absent: each sighting alerts at once. */
  readonly correlation?: Correlation<Name>;
  /** Compares where users get in with where they did before; the roles of its sightings are countries. */
  readonly countries?: {
    limits(numbers: Readonly<Record<Name, number>>): CountryLimits;
    words(found: NewCountry, numbers: Readonly<Record<Name, number>>): ActivityMatch;
  };
}

/** What one report-only policy would have done, and before. */
export interface Rehearsals {
  readonly today: RehearsalDay;
  /** Absent: it was not counted. */
  readonly dayBefore: RehearsalDay | undefined;
  /** Of the seven days before. */
  readonly before: readonly RehearsalDay[];
  /** How many of the seven were counted. */
  readonly daysBefore: number;
}

/** Looks once a day at what each report-only policy would have done the day before. */
export interface RehearsalRule extends AnyRule<'people' | 'times'> {
  readonly source: 'report-only';
  /** `isFollowed`: the policy has an unresolved case, which is told of every day. */
  judge(
    rehearsals: Rehearsals,
    numbers: Readonly<Record<'people' | 'times', number>>,
    isFollowed: boolean,
  ): ActivityMatch | undefined;
}

export type Rule = SignInRule | AuditRule | ActivityRule | UnifiedRule | RehearsalRule;

/** A rule that is switched on, with its numbers settled. */
export interface ActiveRule<R extends Rule = Rule> extends RuleSettings {
  readonly rule: R;
  readonly threshold?: Threshold;
  /** How many findings of one key begin a case; absent: the first does. */
  readonly begins?: Threshold | undefined;
  readonly gathering?: Gathering;
}

/** How bad cases of a rule are when neither its match nor the rules file says it. */
export function usualSeverity({ severity, source }: Rule): Severity {
  return severity ?? (source === 'directory-audits' ? 'high' : 'medium');
}

/** What a match makes of the case that it belongs to. */
export function standingOf(
  { rule, severity }: ActiveRule,
  match: Match,
): { readonly severity: Severity; readonly verdict: CaseVerdict } {
  return {
    severity: severity ?? match.severity ?? usualSeverity(rule),
    verdict:
      match.verdict ?? rule.verdict ?? (rule.source === 'directory-audits' ? 'Changed' : 'Stopped'),
  };
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

/** Those of the active rules that look at sign-ins of all outcomes. */
export function activityRulesOf(rules: readonly ActiveRule[]): ActiveRule<ActivityRule>[] {
  return rules.flatMap((active) =>
    active.rule.source === 'all-sign-ins' ? { ...active, rule: active.rule } : [],
  );
}

/** Those of the active rules that look at the unified audit log. */
export function unifiedRulesOf(rules: readonly ActiveRule[]): ActiveRule<UnifiedRule>[] {
  return rules.flatMap((active) =>
    active.rule.source === 'unified-audit' ? { ...active, rule: active.rule } : [],
  );
}

/** Those of the active rules that look at report-only policies. */
export function rehearsalRulesOf(rules: readonly ActiveRule[]): ActiveRule<RehearsalRule>[] {
  return rules.flatMap((active) =>
    active.rule.source === 'report-only' ? { ...active, rule: active.rule } : [],
  );
}

/** Gives a rule's own setting names to its functions and hides them from the list. */
export function defineRule<Name extends string = never>(rule: SignInRule<Name>): SignInRule {
  return rule;
}

/** As `defineRule`, for rules over all sign-ins. */
export function defineActivityRule<Name extends string = never>(
  rule: ActivityRule<Name>,
): ActivityRule {
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

/** How many findings begin a case, for those of the rules that take more than one. */
export function beginsOf(rules: readonly ActiveRule[]): Map<string, Threshold> {
  return new Map(
    rules.flatMap(({ rule, begins }): [string, Threshold][] =>
      begins === undefined ? [] : [[rule.id, begins]],
    ),
  );
}
