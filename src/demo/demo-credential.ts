import { client, tenantId } from './tenant/identities.ts';

interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/**
 * A token from the simulated tenant's own login service. @azure/identity speaks to authorities by
 * https only; the demo has no certificate, so it asks by itself.
 */
export function createDemoCredential(tenantUrl: string): {
  getToken(scope?: string): Promise<AccessToken>;
} {
  const tokens = new Map<string, AccessToken>();
  return {
    async getToken(scope = 'https://graph.microsoft.com/.default') {
      const token = tokens.get(scope);
      if (token && token.expiresOnTimestamp > Date.now() + 60_000) return token;
      const answer = await fetch(`${tenantUrl}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: client.id,
          client_secret: client.secret,
          scope,
        }),
      });
      if (!answer.ok) throw new Error(`The simulated tenant gave no token: HTTP ${answer.status}.`);
      const body = (await answer.json()) as { access_token: string; expires_in: number };
      const given = {
        token: body.access_token,
        expiresOnTimestamp: Date.now() + body.expires_in * 1000,
      };
      tokens.set(scope, given);
      return given;
    },
  };
}
