import type { Grouping } from '../domain/grouping.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import type { RuleMatcher } from '../domain/rule-matcher.ts';
import type { Severity } from '../domain/severity.ts';

export const deliveries = ['at-once', 'digest'] as const;
/** Whether cases get a card when they are found, or a line in the daily digest. */
export type Delivery = (typeof deliveries)[number];

/** What the rules file may say about any rule; what is absent is as the rule has it. */
export interface RuleSettings {
  /** The rule's own numbers, settled. */
  readonly numbers?: Readonly<Record<string, number>> | undefined;
  /** Of its cases, whatever was found; absent: as the match or the rule has it. */
  readonly severity?: Severity | undefined;
  readonly delivery?: Delivery | undefined;
  /** Names or ids of the conversations that get its cards; absent: all that receive alerts. */
  readonly routes?: readonly string[] | undefined;
  /** User principal names or object ids of people whom posts and replies mention. */
  readonly mention?: readonly string[] | undefined;
  /** Codes that are part of an ordinary day, for all rules alike; absent: the built-in ones. */
  readonly benign?: ReadonlySet<number> | undefined;
  /** What its sign-ins must have in common to be one case; absent: user, policy and app. */
  readonly groupBy?: Grouping | undefined;
  /** Which of its findings count; absent: all. */
  readonly match?: RuleMatcher | undefined;
  /** How long a case may wait for somebody, and the conversation that is told after twice that time. */
  readonly unclaimed?:
    | {
        readonly afterMs: number;
        readonly escalateTo?: string | undefined;
        /** From one reminder to the next; absent: one is enough. */
        readonly repeatMs?: number | undefined;
      }
    | undefined;
  /** When its cards are held back; absent: never. */
  readonly quietHours?: QuietHours | undefined;
  /** Announced work in which its cards are held back. */
  readonly maintenance?: readonly Maintenance[] | undefined;
}
