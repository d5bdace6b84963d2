import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { client, tenantId } from '../../src/demo/tenant/identities.ts';

/** The token service of Bot Framework on loopback, with one OAuth connection: it exchanges tokens at a tenant's login. */
export interface TokenServiceFake {
  /** For `OAuthUrl`. */
  readonly url: string;
  /** Requests so far, as `METHOD path`. */
  readonly asked: string[];
  /** How its next answers fail. */
  trouble: number | undefined;
  /** Somebody finishes the sign-in of the pop-up; gives the code that Teams then sends. */
  finish(channelUserId: string, ssoToken: string): string;
  /** From now on her token is none that Graph takes. */
  spoil(channelUserId: string): void;
  /** Signs everybody out and forgets what was asked. */
  reset(): void;
  /** Every token that it gave out. */
  readonly given: Set<string>;
  close(): Promise<void>;
}

interface Options {
  readonly loginUrl: string;
  readonly connectionName: string;
  /** What the bot must come with. */
  readonly botToken: string;
  /** Delegated permissions of the connection. */
  readonly scopes: readonly string[];
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

export async function startTokenService(options: Options): Promise<TokenServiceFake> {
  const { loginUrl, connectionName, botToken, scopes } = options;
  const signedIn = new Map<string, string>();
  const codes = new Map<string, { user: string; sso: string }>();
  const asked: string[] = [];
  const given = new Set<string>();

  async function onBehalfOf(assertion: string): Promise<string | undefined> {
    const answer = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        client_id: client.id,
        client_secret: client.secret,
        assertion,
        scope: scopes.map((scope) => `https://graph.microsoft.com/${scope}`).join(' '),
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token) given.add(token);
    return token;
  }

  const tokenFor = (user: string): Answer => {
    const token = signedIn.get(user);
    return token ? { status: 200, body: { connectionName, token } } : { status: 404, body: {} };
  };

  async function signIn(user: string, sso: string): Promise<Answer> {
    const token = await onBehalfOf(sso);
    if (token === undefined) {
      const error = { code: 'BadRequest', message: `consent is required: ${sso}` };
      return { status: 400, body: { error } };
    }
    signedIn.set(user, token);
    return tokenFor(user);
  }

  async function redeem(user: string, code: string): Promise<Answer> {
    const begun = codes.get(code);
    codes.delete(code);
    return begun?.user === user ? signIn(user, begun.sso) : { status: 404, body: {} };
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${request.method} ${pathname}`);
    const body = await jsonOf(request);
    if (request.headers.authorization !== `Bearer ${botToken}`) return { status: 401 };
    if (service.trouble !== undefined) return { status: service.trouble, body: {} };
    const user = searchParams.get('userId') ?? '';
    if (pathname === '/api/botsignin/GetSignInResource') {
      const uri = `api://${client.id}`;
      const tokenExchangeResource = { id: 'exchange-1', uri, providerId: 'aad' };
      const signInLink = `${url}/sign-in?state=${searchParams.get('state')}`;
      return { status: 200, body: { signInLink, tokenExchangeResource } };
    }
    if (searchParams.get('connectionName') !== connectionName) return { status: 404, body: {} };
    const code = searchParams.get('code');
    switch (`${request.method} ${pathname}`) {
      case 'GET /api/usertoken/GetToken':
        return code ? redeem(user, code) : tokenFor(user);
      case 'POST /api/usertoken/exchange':
        return signIn(user, String(body.token));
      case 'DELETE /api/usertoken/SignOut':
        signedIn.delete(user);
        return { status: 200, body: {} };
      default:
        return { status: 404, body: {} };
    }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body && JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: TokenServiceFake = {
    url,
    asked,
    given,
    trouble: undefined,
    spoil(user) {
      signedIn.set(user, 'worth.nothing.now');
    },
    reset() {
      signedIn.clear();
      given.clear();
      asked.length = 0;
      service.trouble = undefined;
    },
    finish(user, sso) {
      const code = String(100_000 + codes.size);
      codes.set(code, { user, sso });
      return code;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}
