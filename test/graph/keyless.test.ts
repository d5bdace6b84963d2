import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isRecord, type JsonRecord } from '../../src/domain/record.ts';
import { createCredential, ownTokenBy } from '../../src/graph/credential.ts';
import { askToken } from '../../src/graph/token.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/tls/${name}.pem`, import.meta.url));
const certificate = readFileSync(fixture('localhost-cert'), 'utf8');
const tenantId = '7e0a0000-0000-4000-8000-000000000001';
const clientId = 'b0700000-0000-4000-8000-000000000001';
const teams = 'https://api.botframework.com/.default';
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const trustedBefore = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trustedBefore, certificate]));
afterAll(() => setDefaultCACertificates(trustedBefore));

async function listen(server: ReturnType<typeof createServer | typeof createPlainServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function close(server: ReturnType<typeof createServer | typeof createPlainServer>) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

function decode(part = ''): JsonRecord {
  const read: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  if (!isRecord(read)) throw new Error('no JSON object');
  return read;
}

/** Entra's login service, which notes what it is asked and answers each with a token of its own that ends soon. */
async function startLogin() {
  const forms: URLSearchParams[] = [];
  const answer: RequestListener = async (request, response) => {
    const root = `https://localhost:${port}/${tenantId}`;
    response.setHeader('content-type', 'application/json');
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      forms.push(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      const token = { token_type: 'Bearer', expires_in: 60, access_token: `token-${forms.length}` };
      response.end(JSON.stringify(token));
      return;
    }
    const endpoints = {
      token_endpoint: `${root}/oauth2/v2.0/token`,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      issuer: `${root}/v2.0`,
      jwks_uri: `${root}/keys`,
    };
    response.end(JSON.stringify(endpoints));
  };
  const key = readFileSync(fixture('localhost-key'), 'utf8');
  const server = createServer({ key, cert: certificate }, answer);
  const port = await listen(server);
  return { forms, url: `https://localhost:${port}`, close: () => close(server) };
}

describe('an application without a client secret', () => {
  let login: Awaited<ReturnType<typeof startLogin>>;
  let folder: string;
  beforeEach(async () => {
    login = await startLogin();
    folder = await mkdtemp(join(tmpdir(), 'keyless-'));
  });
  afterEach(async () => {
    await login.close();
    await rm(folder, { recursive: true });
  });
  const identity = () => ({ tenantId, clientId, authorityHost: login.url });

  it('proves who it is by its certificate: an assertion for this login service alone, for minutes', async () => {
    const settings = { ...identity(), clientCertificatePath: fixture('localhost-both') };
    const before = Math.floor(Date.now() / 1000);
    expect(await ownTokenBy(settings)?.(teams)).toBe('token-1');

    const [form] = login.forms;
    expect(form?.get('scope')).toContain(teams);
    expect(form?.get('client_id')).toBe(clientId);
    expect(form?.get('client_assertion_type')).toBe(jwtBearer);
    expect(form?.has('client_secret')).toBe(false);
    const [header, claims, signature] = form?.get('client_assertion')?.split('.') ?? [];
    const x509 = new X509Certificate(certificate);
    expect(decode(header)).toMatchObject({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(x509.raw).digest('base64url'),
    });
    const told = decode(claims);
    expect(told).toMatchObject({
      iss: clientId,
      sub: clientId,
      aud: `${login.url}/${tenantId}/oauth2/v2.0/token`,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const endsAfter = Number(told.exp) - before;
    expect(endsAfter).toBeGreaterThan(60);
    expect(endsAfter).toBeLessThanOrEqual(3600);
    const pss = { key: x509.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const bytes = Buffer.from(signature ?? '', 'base64url');
    expect(verify('sha256', Buffer.from(`${header}.${claims}`), pss, bytes)).toBe(true);
    expect(verify('sha256', Buffer.from(`${header}.${claims}x`), pss, bytes)).toBe(false);
  });

  it('shows the platform’s token from its file, and the new one once the file was replaced', async () => {
    const federatedTokenFile = join(folder, 'token');
    await writeFile(federatedTokenFile, 'ey.first.token\n');
    const credential = createCredential({ ...identity(), federatedTokenFile });
    expect(await askToken(credential, teams)).toBe('token-1');
    await writeFile(federatedTokenFile, 'ey.second.token');
    expect(await askToken(credential, teams)).toBe('token-2');

    expect(login.forms.map((form) => form.get('client_assertion'))).toEqual([
      'ey.first.token',
      'ey.second.token',
    ]);
    expect(login.forms[0]?.get('client_assertion_type')).toBe(jwtBearer);
  });

  it.each([['is gone'], ['is empty']])('says so when the token’s file %s', async (what) => {
    const federatedTokenFile = join(folder, 'token');
    if (what === 'is empty') await writeFile(federatedTokenFile, ' \n');
    const credential = createCredential({ ...identity(), federatedTokenFile });
    await expect(askToken(credential, teams)).rejects.toMatchObject({
      code: 'credentials-refused',
      hint: expect.stringContaining('MicrosoftAppFederatedTokenFile'),
    });
    expect(login.forms).toEqual([]);
  });
});

describe('a managed identity', () => {
  const names = [
    'IDENTITY_ENDPOINT',
    'IDENTITY_HEADER',
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
  ] as const;
  const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  afterEach(() => {
    for (const name of names) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  it('gets its token of the platform, as App Service gives it, whatever other secret there is', async () => {
    const asked: { url: URL; header: unknown }[] = [];
    const server = createPlainServer((request, response) => {
      asked.push({
        url: new URL(request.url ?? '', 'http://localhost'),
        header: request.headers['x-identity-header'],
      });
      const endsAt = Math.floor(Date.now() / 1000) + 3600;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          access_token: 'of-the-platform',
          expires_on: endsAt,
          resource: 'https://api.botframework.com',
          token_type: 'Bearer',
          client_id: clientId,
        }),
      );
    });
    const port = await listen(server);
    process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${port}/msi/token`;
    process.env.IDENTITY_HEADER = 'header-of-the-platform';
    // Graph's, which botbuilder would have shown to Teams.
    process.env.AZURE_TENANT_ID = tenantId;
    process.env.AZURE_CLIENT_ID = '11111111-2222-4333-8444-555555555555';
    process.env.AZURE_CLIENT_SECRET = 'of another application';
    const ownToken = ownTokenBy({ tenantId, clientId, managedIdentityClientId: clientId });
    expect(await ownToken?.(teams)).toBe('of-the-platform');
    expect(await ownToken?.(teams)).toBe('of-the-platform');

    expect(asked).toHaveLength(1);
    expect(asked[0]?.header).toBe('header-of-the-platform');
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toMatchObject({
      'api-version': '2019-08-01',
      resource: 'https://api.botframework.com',
      client_id: clientId,
    });
    await close(server);
  });
});
