import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import restify from 'restify';
import { argumentOf, tell } from '../child.ts';
import type { Registration } from './registration.ts';

/**
 * The baseline: botbuilder and restify as Microsoft's samples put them together, with tokens checked,
 * answering everything with one and the same card.
 */
const { card, ...registration } = argumentOf<Registration & { card: object }>();

/** The samples' own would ask MSAL, which asks Microsoft; a token at hand costs this side nothing. */
class TokenAtHand extends ConfigurationServiceClientCredentialFactory {
  override async createCredentials() {
    return {
      async signRequest<Request extends { headers: { set(name: string, value: string): void } }>(
        request: Request,
      ) {
        request.headers.set('authorization', 'Bearer channel-token');
        return request;
      },
    };
  }
}

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: registration.appId,
      MicrosoftAppTenantId: registration.tenantId,
      ToChannelFromBotLoginUrl: registration.loginUrl,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: registration.issuer,
      ToBotFromChannelOpenIdMetadataUrl: registration.metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: registration.metadataUrl,
      OAuthUrl: registration.loginUrl,
      ValidateAuthority: true,
    },
    new TokenAtHand({
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: registration.appId,
      MicrosoftAppPassword: 'never asked for',
      MicrosoftAppTenantId: registration.tenantId,
    }),
  ),
);

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, async (context) => {
    await context.sendActivity({ attachments: [CardFactory.adaptiveCard(card)] });
  });
});
server.listen(0, '127.0.0.1', () => tell({ port: server.address().port }));
