import type { Outcome } from './verdict.ts';

/** One of the user's last sign-ins, as a line of a card needs it. */
export interface ContextSignIn {
  readonly id: string;
  readonly at: Date;
  readonly outcome: Outcome;
  /** 'blocked by Require MFA' */
  readonly headline: string;
  readonly app?: string;
  readonly place?: string;
}

/** What was read around a case for its card. A part that is absent is not known, and nothing is said of it. */
export interface CaseContext {
  readonly readAt: Date;
  /** The case's last sign-in then. */
  readonly upTo: Date;
  /** True when a part failed in a way that passes: a later try may add it. */
  readonly partial: boolean;
  /** Of the user, as Entra ID Protection sees it. */
  readonly risk?: { readonly level: string; readonly state: string };
  /** The user's own, newest first, five at most. */
  readonly signIns?: readonly ContextSignIn[];
}
