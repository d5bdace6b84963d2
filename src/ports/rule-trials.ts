import type { Case } from '../domain/case.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { Target } from './notifier.ts';

/** A made-up case of a rule as its card would show it, and how the rule is set now. */
export interface RuleSample {
  readonly rule: string;
  /** Data of the card `alert`. */
  readonly view: object;
  readonly title: string;
  /** What its numbers, quiet hours and places mean for such a card. */
  readonly facts: readonly string[];
}

/** A case that a rule would have raised. */
export interface ReplayedCase {
  readonly alert: Case;
  /** Another one is held back by a silence that is in force now. */
  readonly silenceId?: string;
  /** The watch has a case of it, whatever became of that. */
  readonly isReal: boolean;
}

/** A silence in force now that would hold back cases of a replay. */
export interface HoldingSilence {
  readonly id: string;
  readonly what: string;
  readonly by: string;
  readonly reason: string;
  readonly until: Date;
  readonly cases: number;
}

/** What a rule would have raised in a range, by its settings of now. Nothing of it is stored or posted. */
export interface Replay {
  readonly rule: string;
  /** The rule is switched off: judged as it is built in. */
  readonly isOff: boolean;
  /** What was asked for. */
  readonly window: TimeWindow;
  /** As sentences name what was read: `sign-ins`. */
  readonly records: string;
  readonly rows: number;
  readonly pages: number;
  /** Everything from then to the end of the window was read; absent: all of it. */
  readonly readFrom?: Date;
  /** The log keeps nothing older, though the window begins earlier. */
  readonly keptFrom?: Date;
  /** Records that the rule matches. */
  readonly findings: number;
  /** Findings that waited for others like them and did not become a case. */
  readonly waiting: number;
  /** Findings that the users got over: they completed the prompt. */
  readonly completed: number;
  /** Groups of findings of which nobody looked whether they were completed. */
  readonly unchecked: number;
  /** Latest first. */
  readonly cases: readonly ReplayedCase[];
  /** Most cases first. */
  readonly silences: readonly HoldingSilence[];
}

/** Tries a rule out without anything happening. */
export interface RuleTrials {
  /** Undefined: no rule has this id. */
  sample(ruleId: string, timeZone: string): Promise<RuleSample | undefined>;
  /** Posts it as an alert would be; the sentence why it could not be. */
  post(sample: RuleSample, target: Target): Promise<{ readonly problem?: string }>;
  /** Reads the range anew, the newest first, for as long as an answer may take. Undefined: no rule has this id. */
  replay(ruleId: string, window: TimeWindow, signal: AbortSignal): Promise<Replay | undefined>;
}
