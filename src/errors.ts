/** The closed set of ways a request can fail. Each has a sentence for the person who asked. */
export type ErrorCode =
  | 'not-understood'
  | 'not-allowed'
  | 'not-found'
  | 'access-unknown'
  | 'protected-unknown'
  | 'reason-needed'
  | 'out-of-scope'
  | 'policies-withheld'
  | 'sign-in-needed'
  | 'permission-missing'
  | 'licence-missing'
  | 'auditing-off'
  | 'credentials-refused'
  | 'bad-question'
  | 'throttled'
  | 'timed-out'
  | 'unavailable'
  | 'store-failed'
  | 'unknown';

interface Details {
  /** The next step: which setting, permission, licence or page. */
  readonly hint?: string;
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A failure that may be told to a person: `message` is a sentence without secrets. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, sentence: string, details: Details = {}) {
    super(sentence, { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.retryable = details.retryable ?? false;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** Any thrown value as an AppError; what is not one already keeps its detail in `cause` only. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('unknown', 'Something went wrong that this bot does not know.', {
    hint: 'Try again; if it stays, give the reference to whoever runs the bot: it is in the log.',
    cause: thrown,
  });
}
