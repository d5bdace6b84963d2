import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { isRecord, type JsonRecord, text } from '../domain/record.ts';
import { tokenAddress } from '../domain/token-address.ts';
import type { Clock } from '../ports/clock.ts';
import type { TeamsSettings } from './settings.ts';

type Credentials = Awaited<
  ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>
>;

const renewBeforeMs = 5 * 60_000;
const requestTimeoutMs = 10_000;
/** Hosts that botbuilder's own credentials (MSAL) know; MSAL asks Microsoft about all others. */
const msalHosts = ['login.microsoftonline.com', 'login.microsoftonline.us'];
/** 21Vianet's login is the usual one; only MSAL in botbuilder was never told of it. */
const chinaHost = 'login.partner.microsoftonline.cn';

function requireSecureUrl(address: string): string {
  if (tokenAddress(address) !== undefined) return address;
  throw new Error('ToChannelFromBotLoginUrl must be https (http on loopback only)');
}

async function readJson(address: string, init: RequestInit): Promise<JsonRecord> {
  const response = await fetch(requireSecureUrl(address), {
    ...init,
    redirect: 'error',
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
  const answer: unknown = await response.json();
  if (response.ok && isRecord(answer)) return answer;
  const [code, numbers = []] = isRecord(answer) ? [text(answer.error), answer.error_codes] : [];
  const entra = Array.isArray(numbers) && Number.isInteger(numbers[0]) ? `AADSTS${numbers[0]}` : '';
  throw new Error(`the login service answered ${response.status} ${code ?? ''} ${entra}`.trim());
}

async function findTokenUrl(loginUrl: string): Promise<string> {
  if (/\/token$/.test(loginUrl)) return loginUrl;
  try {
    const known = await readJson(`${loginUrl}/v2.0/.well-known/openid-configuration`, {});
    const endpoint = text(known.token_endpoint);
    if (endpoint !== undefined) return requireSecureUrl(endpoint);
  } catch {
    // Not every private cloud publishes its configuration; the usual path is tried instead.
  }
  return `${loginUrl}/oauth2/v2.0/token`;
}

/** Gets the token that goes with every call to Teams, from a login service that MSAL does not know. */
function createTokenSource(loginUrl: string, form: Record<string, string>, clock: Clock) {
  let held: Promise<string> | undefined;
  let renewAt = 0;
  const request = async (): Promise<string> => {
    const answer = await readJson(await findTokenUrl(loginUrl), {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const token = text(answer.access_token);
    if (token === undefined) throw new Error('the login service answered without a token');
    const lifeMs = (Number(answer.expires_in) || 0) * 1000;
    renewAt = clock.now().getTime() + Math.max(lifeMs - renewBeforeMs, lifeMs / 2);
    return token;
  };
  return (): Promise<string> => {
    if (held !== undefined && clock.now().getTime() < renewAt) return held;
    renewAt = Number.POSITIVE_INFINITY;
    const requested = request();
    held = requested;
    requested.catch(() => {
      held = undefined;
    });
    return requested;
  };
}

/** Gets the bot's own token for a scope, and keeps it as long as it is good. */
export type OwnToken = (scope: string) => Promise<string>;

const scopeOf = ({ toChannelFromBotOAuthScope }: TeamsSettings): string =>
  `${toChannelFromBotOAuthScope.replace(/\/\.default$/, '')}/.default`;

function bySecret(settings: TeamsSettings, loginUrl: string, clock: Clock): () => Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: settings.appId,
    client_secret: settings.appPassword ?? '',
    scope: scopeOf(settings),
  };
  return createTokenSource(loginUrl, form, clock);
}

/** botbuilder's credentials, but with tokens that are not fetched by it. */
class FetchedCredentialFactory extends ConfigurationServiceClientCredentialFactory {
  readonly #credentials: Credentials;

  constructor(settings: TeamsSettings, readToken: () => Promise<string>) {
    super(toFactoryOptions(settings));
    this.#credentials = {
      async signRequest(request) {
        request.headers.set('authorization', `Bearer ${await readToken()}`);
        return request;
      },
    };
  }

  override async createCredentials(): Promise<Credentials> {
    return this.#credentials;
  }
}

/** botbuilder knows a bot without a secret as a managed identity alone; it checks the id then, and no more. */
function toFactoryOptions({ appType, appId, appPassword, tenantId }: TeamsSettings) {
  const isSecret = appType === 'SingleTenant' && appPassword !== undefined;
  return {
    MicrosoftAppType: isSecret ? appType : 'UserAssignedMsi',
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...(isSecret && { MicrosoftAppPassword: appPassword }),
  };
}

/**
 * The identity the bot calls Teams with. Certificates, federated tokens and managed identities come as `ownToken`:
 * botbuilder would take whatever the environment offers, Graph's secret first. A secret is left to botbuilder for
 * Microsoft's login hosts; for every other login service (private clouds, China, loopback) it is sent without discovery.
 */
export function createCredentialFactory(
  settings: TeamsSettings,
  clock: Clock,
  ownToken?: OwnToken,
): ConfigurationServiceClientCredentialFactory {
  if (ownToken) return new FetchedCredentialFactory(settings, () => ownToken(scopeOf(settings)));
  const { hostname, origin } = new URL(settings.toChannelFromBotLoginUrl);
  if (msalHosts.includes(hostname)) {
    return new ConfigurationServiceClientCredentialFactory(toFactoryOptions(settings));
  }
  const loginUrl =
    hostname === chinaHost
      ? `${origin}/${settings.tenantId}`
      : settings.toChannelFromBotLoginUrl.replace(/\/+$/, '');
  return new FetchedCredentialFactory(settings, bySecret(settings, loginUrl, clock));
}
