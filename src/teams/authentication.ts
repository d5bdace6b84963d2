import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../ports/clock.ts';
import { createCredentialFactory, type OwnToken } from './client-credentials.ts';
import type { TeamsSettings } from './settings.ts';
import { createSigningKeys } from './signing-keys.ts';
import { useSigningKeys } from './use-signing-keys.ts';

type Base = ConfigurationBotFrameworkAuthentication;
type ConnectorFactory = ReturnType<Base['createConnectorFactory']>;
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;
type Claims = Parameters<Base['createConnectorFactory']>[0];
type Policy = {
  readonly name: string;
  sendRequest(request: { abortSignal?: AbortSignal }, next: (request: unknown) => unknown): unknown;
};
/** What of Azure's request pipeline is changed; botbuilder keeps it private and offers no option. */
type Piped = {
  readonly client: {
    readonly pipeline: {
      removePolicy(policy: { name: string }): unknown[];
      addPolicy(policy: Policy): void;
    };
  };
};

const requestTimeoutMs = 10_000;
const maxServiceUrls = 32;

/**
 * Takes Azure's retries out (three, with waits of up to a minute: a message whose answer was lost
 * would be posted again, and a 429 would hold up a turn) and sets a time limit for each request.
 */
function limit(connector: Connector): Connector {
  const { pipeline } = (connector as unknown as Piped).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'requestTimeLimit',
    sendRequest(request, next) {
      request.abortSignal = AbortSignal.timeout(requestTimeoutMs);
      return next(request);
    },
  });
  return connector;
}

/** botbuilder's authentication, with clients that are made once per service URL and never retry. */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new LRUCache<string, Promise<Connector>>({ max: maxServiceUrls });
  #userTokens: ReturnType<Base['createUserTokenClient']> | undefined;

  override async authenticateRequest(
    ...request: Parameters<Base['authenticateRequest']>
  ): ReturnType<Base['authenticateRequest']> {
    const result = await super.authenticateRequest(...request);
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  override createConnectorFactory(claims: Claims): ConnectorFactory {
    return {
      create: (serviceUrl, audience) => {
        const known = this.#connectors.get(serviceUrl);
        if (known !== undefined) return known;
        const made = super.createConnectorFactory(claims).create(serviceUrl, audience).then(limit);
        this.#connectors.set(serviceUrl, made);
        made.catch(() => this.#connectors.delete(serviceUrl));
        return made;
      },
    };
  }

  override createUserTokenClient(claims: Claims): ReturnType<Base['createUserTokenClient']> {
    this.#userTokens ??= super.createUserTokenClient(claims).then((client) => {
      limit((client as unknown as { readonly client: Connector }).client);
      return client;
    });
    this.#userTokens.catch(() => {
      this.#userTokens = undefined;
    });
    return this.#userTokens;
  }
}

/** Authentication by these settings alone: each cloud key is given, so none of botbuilder's defaults mixes in. */
export function createAuthentication(
  settings: TeamsSettings,
  clock: Clock,
  ownToken?: OwnToken,
): TeamsAuthentication {
  const options = {
    MicrosoftAppId: settings.appId,
    MicrosoftAppTenantId: settings.tenantId,
    ...(settings.channelService ? { ChannelService: settings.channelService } : {}),
    ToChannelFromBotLoginUrl: settings.toChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: settings.toChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: settings.toBotFromChannelTokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: settings.toBotFromChannelOpenIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: settings.toBotFromEmulatorOpenIdMetadataUrl,
    OAuthUrl: settings.oAuthUrl,
    ValidateAuthority: settings.validateAuthority,
  };
  const metadataUrl = settings.toBotFromChannelOpenIdMetadataUrl;
  useSigningKeys(metadataUrl, createSigningKeys(metadataUrl, clock));
  if (settings.anonymous) return new TeamsAuthentication({ ...options, MicrosoftAppId: '' });
  return new TeamsAuthentication(options, createCredentialFactory(settings, clock, ownToken));
}
