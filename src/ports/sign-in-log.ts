import type { SignIn, SignInType } from '../domain/sign-in.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { Outcome } from '../domain/verdict.ts';
import type { ReadOptions } from './read-options.ts';

/** What to read. Every field narrows; an adapter sends to the service what the service can filter. */
export interface SignInQuery {
  readonly window: TimeWindow;
  readonly types: readonly SignInType[];
  readonly userId?: string;
  readonly appName?: string;
  readonly ip?: string;
  readonly correlationId?: string;
  /** Any of these. */
  readonly correlationIds?: readonly string[];
  /** ISO code of the country. */
  readonly country?: string;
  /** Any of these values of `clientAppUsed`. */
  readonly clientApps?: readonly string[];
  /** Only records that name this conditional access policy, whether it applied or not. */
  readonly policyId?: string;
  /** Only records with a risk, or whose risk is kept back for want of a licence. */
  readonly risky?: boolean;
  /** Only records whose conditional access status is `failure` (the poll's question). */
  readonly conditionalAccessFailed?: boolean;
  /** A hint: the adapter may leave out what can't become this outcome, and must not leave out more. */
  readonly outcome?: Outcome;
}

export interface SignInPage {
  readonly rows: readonly SignIn[];
  /** True when more may follow. */
  readonly more: boolean;
  /** True when the service refused a part of the question: rows may be there that do not fit. */
  readonly coarse?: boolean;
  /** Types asked for that this service does not have at all. */
  readonly missingTypes?: readonly SignInType[];
}

/** The sign-in log. Rows come newest first; failures are `AppError`s. */
export interface SignInLog {
  pages(query: SignInQuery, options: ReadOptions): AsyncIterable<SignInPage>;
  /** One record with all its details, or undefined when Graph does not know the id. */
  find(id: string, options: ReadOptions): Promise<SignIn | undefined>;
}
