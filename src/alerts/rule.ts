import type { Case } from '../domain/case.ts';
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

/** One kind of alert: what it matches, and whether a match alerts at once or has to repeat. */
export interface Rule<Name extends string = string> {
  /** As the rules file and the cases name it. */
  readonly id: string;
  readonly source: 'sign-ins';
  /** One line for `alerts rules`. */
  readonly summary: string;
  /** How a matched record counts; rules come worst first, and a record has one outcome. */
  readonly outcome: Exclude<SeenOutcome, 'other'>;
  readonly numbers: Readonly<Record<Name, NumberSetting>>;
  /** `benign`: codes that are part of an ordinary day; absent: the built-in ones. */
  detect(signIn: SignIn, benign?: ReadonlySet<number>): Match | undefined;
  /** Absent: every match alerts. */
  repeated?(numbers: Readonly<Record<Name, number>>): Threshold;
  /** Absent: each user, policy and app is a case of its own, however many they are. */
  gathered?(numbers: Readonly<Record<Name, number>>): Gathering;
}

/** A rule that is switched on, with its numbers settled. */
export interface ActiveRule extends RuleSettings {
  readonly rule: Rule;
  readonly threshold?: Threshold;
  readonly gathering?: Gathering;
}

/** Gives a rule's own setting names to its functions and hides them from the list. */
export function defineRule<Name extends string = never>(rule: Rule<Name>): Rule {
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
