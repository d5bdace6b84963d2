import { orAbort } from './abortable.ts';
import { toCredentialError } from './credential-errors.ts';

/** Whatever gives a token for a scope; @azure/identity's credentials do. */
export interface TokenSource {
  getToken(
    scope: string,
    options?: { abortSignal?: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** A token, or the reason there is none as an `AppError`. The signal's reason comes through as it is. */
export async function askToken(
  credential: TokenSource,
  scope: string,
  signal?: AbortSignal,
): Promise<string> {
  try {
    const given = await orAbort(credential.getToken(scope, { abortSignal: signal }), signal);
    if (given) return given.token;
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    throw toCredentialError(thrown);
  }
  throw toCredentialError(new Error('the credential gave no token'));
}
