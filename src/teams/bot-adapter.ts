import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { TeamsAuthentication } from './authentication.ts';
import { KeysUnavailable } from './signing-keys.ts';

const metadataTimeoutMs = 10_000;

type Logic = (context: TurnContext) => Promise<void>;

/** The token was looked at and is no good (401), or nobody could be asked for the keys (503). */
export class AuthenticationFailure extends Error {
  override readonly name = 'AuthenticationFailure';
  readonly status: 401 | 503;

  constructor(status: 401 | 503, cause: unknown) {
    super(status === 401 ? 'token refused' : 'signing keys could not be read', { cause });
    this.status = status;
  }
}

/** Only what tells of trouble with the key server is ours to answer for; all else is the token's fault. */
function isKeyServerTrouble(thrown: unknown): boolean {
  return (
    thrown instanceof KeysUnavailable || (thrown instanceof Error && thrown.name === 'TimeoutError')
  );
}

function rejectAfter(ms: number): { readonly late: Promise<never>; stop(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(Object.assign(new Error('no signing keys in time'), { name: 'TimeoutError' }));
  }, ms);
  return { late: promise, stop: () => clearTimeout(timer) };
}

/**
 * botbuilder's adapter without its HTTP half: `CloudAdapter.process` prints errors and answers
 * forged tokens with a 500 and their message. Here a request is authenticated, then its turn runs.
 */
export class BotAdapter extends CloudAdapter {
  readonly #authentication: TeamsAuthentication;
  readonly #appId: string;

  constructor(authentication: TeamsAuthentication, appId: string) {
    super(authentication);
    this.#authentication = authentication;
    this.#appId = appId;
  }

  /** Checks signature, issuer, audience, endorsement and service URL; throws `AuthenticationFailure`. */
  async authenticate(activity: Activity, authorization: string) {
    const { late, stop } = rejectAfter(metadataTimeoutMs);
    try {
      const checking = this.#authentication.authenticateRequest(activity, authorization);
      return await Promise.race([checking, late]);
    } catch (thrown) {
      throw new AuthenticationFailure(isKeyServerTrouble(thrown) ? 503 : 401, thrown);
    } finally {
      stop();
    }
  }

  /** The client of the token service, as the bot itself. */
  userTokens(): ReturnType<TeamsAuthentication['createUserTokenClient']> {
    return this.#authentication.createUserTokenClient(this.createClaimsIdentity(this.#appId));
  }

  /** Runs one turn for an authenticated activity and gives what an invoke is answered with. */
  runTurn(
    authenticated: Awaited<ReturnType<BotAdapter['authenticate']>>,
    activity: Activity,
    logic: Logic,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, activity, logic);
  }
}
