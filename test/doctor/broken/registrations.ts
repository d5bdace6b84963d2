import { client } from '../../../src/demo/tenant/identities.ts';
import { type Broken, html, nobody, otherId, settings } from './break-it.ts';

export const registrations: readonly Broken[] = [
  {
    what: 'the secret is wrong',
    id: 'bot',
    fix: /^Set MicrosoftAppPassword to the secret’s value, not to its id/,
    arrange: settings({ MicrosoftAppPassword: 'wrong-secret-4711' }),
  },
  {
    what: 'the secret has expired',
    id: 'bot',
    fix: /^Make a new secret in Entra .* and set MicrosoftAppPassword/,
    arrange({ running }) {
      running.tenant.isSecretExpired = true;
      return undefined;
    },
    undo({ running }) {
      running.tenant.isSecretExpired = false;
    },
  },
  {
    what: 'the application id is of no application here',
    id: 'bot',
    fix: /^Set MicrosoftAppId to the Application \(client\) id/,
    arrange: settings({ MicrosoftAppId: otherId }),
  },
  {
    what: 'the tenant is of nobody',
    id: 'bot',
    fix: /^Set MicrosoftAppTenantId to the Directory \(tenant\) id/,
    arrange: ({ running }) => ({
      MicrosoftAppTenantId: otherId,
      ToChannelFromBotLoginUrl: `${running.url}/${otherId}`,
    }),
  },
  {
    what: 'Entra’s sign-in service is out of reach',
    id: 'bot',
    fix: /Let this machine reach https:\/\/127\.0\.0\.1:1/,
    arrange: settings({ ToChannelFromBotLoginUrl: nobody }),
  },
  {
    what: 'the keys of Bot Framework are out of reach',
    id: 'signing-keys',
    fix: /Let this machine reach/,
    arrange: settings({ ToBotFromChannelOpenIdMetadataUrl: `${nobody}/openid` }),
  },
  {
    what: 'a portal answers in the place of Bot Framework’s keys',
    id: 'signing-keys',
    fix: /pass the proxy or captive portal/,
    arrange: async ({ serve }) => ({ ToBotFromChannelOpenIdMetadataUrl: await serve(html) }),
  },
  {
    what: 'the secret of Graph’s own registration is wrong',
    id: 'graph-token',
    fix: /^Set AZURE_CLIENT_SECRET to the secret’s value/,
    arrange: settings({ AZURE_CLIENT_ID: client.id, AZURE_CLIENT_SECRET: 'wrong-secret-4711' }),
  },
  {
    what: 'Graph’s own registration is of nobody',
    id: 'graph-token',
    fix: /^Set AZURE_CLIENT_ID to the Application \(client\) id/,
    arrange: settings({ AZURE_CLIENT_ID: otherId, AZURE_CLIENT_SECRET: client.secret }),
  },
];
