import type { Case, CaseFact, CaseSignIn } from '../domain/case.ts';
import type { CaseVerdict } from '../domain/case-verdict.ts';
import type { Severity } from '../domain/severity.ts';

/** A match of one rule on one record: all that a case needs, with nothing left to ask. */
export interface Finding {
  readonly rule: string;
  /** Rule, user, policy and app, or rule and what was changed: findings with the same key belong to the same case. */
  readonly key: string;
  /** Rows with the same attempt count as one try of the user. */
  readonly attempt: string;
  /** Absent: medium. */
  readonly severity?: Severity;
  /** Absent: Stopped. */
  readonly verdict?: CaseVerdict;
  readonly user: Case['user'];
  readonly policy?: Case['policy'];
  readonly app: Case['app'];
  readonly headline: string;
  readonly why: string;
  readonly nextStep: string;
  readonly facts?: readonly CaseFact[];
  readonly signIn: CaseSignIn;
  /** `key` is that of a case of many people. */
  readonly isGathered?: boolean;
}
