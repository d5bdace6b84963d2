import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { client, tenantId } from '../../src/demo/tenant/identities.ts';
import { startTenant } from '../../src/demo/tenant/server.ts';
import { Tenant } from '../../src/demo/tenant/tenant.ts';
import { createTenantHandler } from '../../src/demo/tenant/tenant-handler.ts';
import { AppError } from '../../src/errors.ts';
import { connectGraph } from '../../src/graph/connect.ts';
import { type CredentialSettings, createCredential } from '../../src/graph/credential.ts';
import { askToken } from '../../src/graph/token.ts';
import { createKeptLog } from './kept-log.ts';
import { createSteadyClock } from './steady-clock.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/tls/${name}.pem`, import.meta.url));
const certificate = readFileSync(fixture('localhost-cert'), 'utf8');
const scope = 'https://graph.microsoft.com/.default';

const trustedBefore = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trustedBefore, certificate]));
afterAll(() => setDefaultCACertificates(trustedBefore));

/** An authority over TLS on loopback: the tenant's login service, or what stands in for it. */
async function startAuthority(listener: RequestListener) {
  const asked: string[] = [];
  const key = readFileSync(fixture('localhost-key'), 'utf8');
  const server = createServer({ key, cert: certificate }, (request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    tokensAsked: () => asked.filter((one) => one.endsWith('/token')).length,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}

const toldBy = ({ message, hint }: AppError) => `${message} ${hint}`;

describe('credentials at an authority that is not Microsoft’s', () => {
  let authority: Awaited<ReturnType<typeof startAuthority>>;
  let settings: CredentialSettings;
  beforeEach(async () => {
    const tenant = new Tenant({ seed: 1, now: () => new Date(), signInCount: 0, throttle: false });
    authority = await startAuthority(createTenantHandler(tenant));
    settings = { tenantId, clientId: client.id, authorityHost: authority.url };
  });
  afterEach(() => authority.close());

  it('get a token for the secret, asking nobody else, and keep it', async () => {
    const credential = createCredential({ ...settings, clientSecret: client.secret });
    const first = await askToken(credential, scope);
    expect(await askToken(credential, scope)).toBe(first);
    expect(authority.tokensAsked()).toBe(1);
    expect(authority.asked.some((one) => one.includes('/discovery/instance'))).toBe(false);
  });

  it('get a token for a certificate', async () => {
    const clientCertificatePath = fixture('localhost-both');
    const credential = createCredential({ ...settings, clientCertificatePath });
    expect(await askToken(credential, scope)).toMatch(/^ey/);
  });

  it.each<[string, Partial<CredentialSettings>, string]>([
    ['a wrong secret', { clientSecret: 'wrong-secret' }, 'AZURE_CLIENT_SECRET'],
    [
      'an unknown application',
      { clientId: tenantId, clientSecret: 'wrong-secret' },
      'AZURE_CLIENT_ID',
    ],
    ['an unknown tenant', { tenantId: client.id, clientSecret: 'wrong-secret' }, 'AZURE_TENANT_ID'],
    [
      'a certificate file that is not there',
      { clientCertificatePath: '/nowhere.pem' },
      'AZURE_CLIENT_CERTIFICATE_PATH',
    ],
  ])('tell %s by the setting to change, without the secret', async (_, change, setting) => {
    const credential = createCredential({ ...settings, ...change });
    const failure = await failureOf(askToken(credential, scope));
    // Of an unknown tenant @azure/identity says only that the authority could not be resolved.
    expect(failure.code).toBe(change.tenantId ? 'unavailable' : 'credentials-refused');
    expect(failure.hint).toContain(setting);
    expect(toldBy(failure)).not.toContain('wrong-secret');
  });

  it('read Graph', async () => {
    const running = await startTenant({ signInCount: 0, throttle: false });
    // The service and the authority are one tenant only when they share the seed, and so the key.
    const clock = createSteadyClock(new Date());
    const graph = connectGraph({
      endpoint: running.url,
      credential: createCredential({ ...settings, clientSecret: client.secret }),
      clock,
      sleep: clock.sleep,
      random: () => 0.5,
      log: createKeptLog().log,
    });
    expect((await graph.policies.all()).length).toBeGreaterThan(0);
    await running.close();
  });
});

describe('a token that nears its end', () => {
  it('is replaced by a new one', async () => {
    let issued = 0;
    const authority = await startAuthority((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (!request.url?.includes('/token')) {
        const root = `https://${request.headers.host}/${tenantId}`;
        const endpoints = {
          token_endpoint: `${root}/oauth2/v2.0/token`,
          authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
          issuer: `${root}/v2.0`,
          jwks_uri: `${root}/keys`,
        };
        return response.end(JSON.stringify(endpoints));
      }
      issued += 1;
      // So close to its end that it is never given out again.
      const token = { token_type: 'Bearer', expires_in: 60, access_token: `token-${issued}` };
      response.end(JSON.stringify(token));
    });
    const credential = createCredential({
      tenantId,
      clientId: client.id,
      clientSecret: 'x',
      authorityHost: authority.url,
    });
    expect(await askToken(credential, scope)).toBe('token-1');
    expect(await askToken(credential, scope)).toBe('token-2');
    await authority.close();
  });
});

describe('credentials that cannot work', () => {
  it('are told when the settings are incomplete', async () => {
    const make = () => createCredential({ tenantId: '', clientId: client.id, clientSecret: 'x' });
    expect(make).toThrow(AppError);
    expect(make).toThrow(expect.objectContaining({ code: 'credentials-refused' }));
  });

  it('are told when nobody answers at the authority', async () => {
    const authority = await startAuthority((_, response) => response.end());
    await authority.close();
    const credential = createCredential({
      tenantId,
      clientId: client.id,
      clientSecret: 'hidden-secret',
      authorityHost: authority.url,
    });
    const failure = await failureOf(askToken(credential, scope));
    expect(failure).toMatchObject({ code: 'unavailable', retryable: true });
    expect(failure.hint).toContain('AZURE_AUTHORITY_HOST');
    expect(toldBy(failure)).not.toContain('hidden-secret');
  });
});

describe('the check of the credentials', () => {
  const probeOf = (
    getToken: () => Promise<{ token: string; expiresOnTimestamp: number } | null>,
  ) => {
    const clock = createSteadyClock(new Date('2026-11-22T12:00:00Z'));
    const { probe } = connectGraph({
      endpoint: 'http://127.0.0.1:1',
      credential: { getToken },
      clock,
      sleep: clock.sleep,
      random: () => 0.5,
      log: createKeptLog().log,
    });
    return { probe, clock };
  };

  it('asks for a token only, and not each time', async () => {
    let asked = 0;
    const { probe, clock } = probeOf(async () => {
      asked += 1;
      return { token: 'x', expiresOnTimestamp: 0 };
    });
    await Promise.all([probe(), probe()]);
    await probe();
    expect(asked).toBe(1);
    clock.advance(31_000);
    await probe();
    expect(asked).toBe(2);
  });

  it('says why they are of no use, and sees when they are again', async () => {
    let isRefused = true;
    const { probe } = probeOf(async () => {
      if (isRefused) throw new Error('AADSTS7000215: Invalid client secret provided.');
      return { token: 'x', expiresOnTimestamp: 0 };
    });
    await expect(probe()).rejects.toMatchObject({ code: 'credentials-refused' });
    isRefused = false;
    await expect(probe()).resolves.toBeUndefined();
  });
});
