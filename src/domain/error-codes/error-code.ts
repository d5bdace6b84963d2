export type ErrorKind =
  | 'success'
  | 'block'
  | 'risk-block'
  | 'interrupt'
  | 'mfa-failed'
  | 'credential'
  | 'account'
  | 'app'
  | 'session'
  | 'noise'
  | 'cross-tenant'
  | 'service';

/** What one AADSTS number means and what to do about it, in plain words. */
export interface ErrorCode {
  readonly code: number;
  /** Microsoft's name. */
  readonly name: string;
  readonly kind: ErrorKind;
  readonly meaning: string;
  /** For the help desk. */
  readonly nextStep: string;
  /** An expected pause that clients get over by themselves: never worth an alert. */
  readonly benign?: true;
  /** Codes with two meanings: the record's own reason says which. First match wins. */
  readonly readings?: readonly {
    readonly when: RegExp;
    readonly meaning: string;
    readonly nextStep: string;
  }[];
}
