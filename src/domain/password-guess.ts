import type { SignIn } from './sign-in.ts';

/**
 * Codes of sign-ins in which a password was tried and did not let anybody in: wrong (50126, 50056, 50064), locked or
 * refused for where it came from (50053), expired (50055, 50144). Source: reference-error-codes.md.
 */
const passwordCodes: ReadonlySet<number> = new Set([50053, 50055, 50056, 50064, 50126, 50144]);

/** Accounts that do not exist (50034) or are disabled (50057): a spray tries these too, their owners do not. */
const nameCodes: ReadonlySet<number> = new Set([50034, 50057]);

/** True when a password of an account was tried in vain. */
export function isWrongPassword({ errorCode }: SignIn): boolean {
  return passwordCodes.has(errorCode);
}

/** True when a password was tried in vain, be there such an account or not. */
export function isPasswordGuess(signIn: SignIn): boolean {
  return isWrongPassword(signIn) || nameCodes.has(signIn.errorCode);
}
