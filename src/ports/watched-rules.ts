import type { Maintenance } from '../domain/maintenance.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';

/** One rule as it stands. */
export interface WatchedRule {
  readonly id: string;
  readonly summary: string;
  /** The log that it looks at, as the ledger names it. */
  readonly source?: string;
  readonly isOn: boolean;
  /** Its own numbers, by the names that the rules file has for them. */
  readonly numbers: readonly {
    readonly name: string;
    readonly value: number;
    readonly usual: number;
  }[];
  /** What the file sets for it beside, in words: `severity high`, `to SOC`. */
  readonly settings: readonly string[];
  /** Conversations that it names: its routes, and where it escalates to. */
  readonly conversations: readonly string[];
  /** To whom it escalates, by user principal name or object id. */
  readonly people?: readonly string[];
}

/** A new content of the rules file that can’t be used. */
export interface RefusedRules {
  readonly at: Date;
  /** Each with its line. */
  readonly problems: readonly string[];
}

/** What the watch alerts on, rules that are switched off too. */
export interface WatchedRules {
  readonly rules: readonly WatchedRule[];
  /** Error codes that are taken for no unmet prompt, and how they differ from the built-in ones. */
  readonly benign: {
    readonly codes: readonly number[];
    readonly added: readonly number[];
    readonly removed: readonly number[];
  };
  readonly quietHours?: (QuietHours & { readonly except: readonly string[] }) | undefined;
  readonly maintenance: readonly (Maintenance & {
    /** Absent: all. */
    readonly rules?: readonly string[] | undefined;
  })[];
  /** When the file in force was read; absent: there is none. */
  readonly fileReadAt?: Date | undefined;
  readonly refused?: RefusedRules | undefined;
}
