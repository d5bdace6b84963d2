import type { Case, CaseEvent } from '../domain/case.ts';
import type { Silence, SilenceMatcher } from '../domain/silence.ts';
import type { KeptSilence } from './silences.ts';

type Refused = { readonly ok: false; readonly reason: string };

export interface SilenceRequest {
  readonly matcher: SilenceMatcher;
  readonly reason: string;
  readonly until: Date;
  readonly by: CaseEvent['by'];
}

/** What a silence would have done. */
export interface SilenceReach {
  /** The matcher with the app's id and full name, where the cases of those days tell them. */
  readonly matcher: SilenceMatcher;
  /** Cases of the last days that it would have held back. */
  readonly cases: number;
  readonly days: number;
}

/** Silences and what becomes of cases by them, for whoever asks in chat. Failures are `AppError`s. */
export interface Silencing {
  reach(matcher: SilenceMatcher): Promise<SilenceReach>;
  /** Refused for break-glass accounts, without a reason, and for longer than `longestSilenceDays`. */
  begin(
    request: SilenceRequest,
  ): Promise<{ readonly ok: true; readonly silence: Silence; readonly covered: number } | Refused>;
  /** In force, the one that ends first comes first. */
  current(): Promise<KeptSilence[]>;
  /** The silence as it was before; undefined when it is not in force. */
  end(id: string, by: CaseEvent['by']): Promise<KeptSilence | undefined>;
  /** Gives an unresolved case to a person. */
  assign(
    caseId: string,
    by: CaseEvent['by'],
    to: CaseEvent['by'],
  ): Promise<{ readonly ok: true; readonly case: Case } | Refused>;
}
