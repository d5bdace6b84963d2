import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCredentialFactory } from '../../src/teams/client-credentials.ts';
import type { TeamsSettings } from '../../src/teams/settings.ts';
import { settingsFor } from './harness.ts';

describe('the bot’s own token', () => {
  let origin: string;
  let requests: string[];
  let answers: Record<string, { status?: number; body: object }>;
  let close: () => Promise<unknown>;

  beforeEach(async () => {
    requests = [];
    answers = {};
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const { status = 200, body } = answers[request.url ?? ''] ?? { status: 404, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    };
  });
  afterEach(() => close());

  let now = new Date('2026-11-22T12:00:00Z');

  async function signerFor(loginUrl: string, overrides: Partial<TeamsSettings> = {}) {
    const settings = settingsFor({ metadataUrl: '', loginUrl, signer: { issuer: '' } }, overrides);
    const factory = createCredentialFactory(settings, { now: () => now });
    const credentials = await factory.createCredentials(settings.appId, '', loginUrl, true);
    return async () => {
      const headers = new Map<string, string>();
      // biome-ignore lint/suspicious/noExplicitAny: of a web resource, only its headers are touched
      await credentials.signRequest({ headers } as any);
      return headers.get('authorization');
    };
  }

  it('comes from where the login service’s configuration says', async () => {
    answers = {
      '/tenant/v2.0/.well-known/openid-configuration': {
        body: { token_endpoint: `${origin}/elsewhere` },
      },
      '/elsewhere': { body: { access_token: 'one', expires_in: 3600 } },
    };
    const sign = await signerFor(`${origin}/tenant/`);
    expect(await sign()).toBe('Bearer one');
  });

  it('comes from the usual path where there is no configuration', async () => {
    answers = { '/tenant/oauth2/v2.0/token': { body: { access_token: 'two', expires_in: 3600 } } };
    expect(await (await signerFor(`${origin}/tenant`))()).toBe('Bearer two');
  });

  it('comes from the address itself when that is a token endpoint', async () => {
    answers = { '/my/token': { body: { access_token: 'three', expires_in: 3600 } } };
    expect(await (await signerFor(`${origin}/my/token`))()).toBe('Bearer three');
    expect(requests).toEqual(['POST /my/token']);
  });

  it('is asked for once by many at a time, and anew five minutes before it ends', async () => {
    answers = { '/token': { body: { access_token: 'held', expires_in: 3600 } } };
    const sign = await signerFor(`${origin}/token`);
    await Promise.all([sign(), sign(), sign()]);
    now = new Date(now.getTime() + 54 * 60_000);
    await sign();
    expect(requests).toHaveLength(1);
    now = new Date(now.getTime() + 2 * 60_000);
    await sign();
    expect(requests).toHaveLength(2);
  });

  it('is asked for again after a refusal, whose error names no secret', async () => {
    answers = {
      '/token': {
        status: 401,
        body: { error: 'invalid_client', error_description: 'correct horse' },
      },
    };
    const sign = await signerFor(`${origin}/token`);
    await expect(sign()).rejects.toThrow('the login service answered 401 invalid_client');
    answers = { '/token': { body: { access_token: 'mended', expires_in: 3600 } } };
    expect(await sign()).toBe('Bearer mended');
  });

  it('is never asked for over plain http beyond loopback', async () => {
    const sign = await signerFor('http://login.example/token');
    await expect(sign()).rejects.toThrow('ToChannelFromBotLoginUrl must be https');
  });

  it('is left to botbuilder for Microsoft’s login hosts', async () => {
    for (const loginUrl of [
      'https://login.microsoftonline.com/botframework.com',
      'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    ]) {
      const settings = settingsFor({ metadataUrl: '', loginUrl, signer: { issuer: '' } });
      const factory = createCredentialFactory(settings, { now: () => now });
      expect(factory.constructor.name).toBe('ConfigurationServiceClientCredentialFactory');
    }
    expect(requests).toEqual([]);
  });

  it.each([['SingleTenant'], ['UserAssignedMsi']] as const)(
    'comes from whatever proves a %s bot without a secret, at every login host',
    async (appType) => {
      const scopes: string[] = [];
      for (const loginUrl of [
        `${origin}/x`,
        'https://login.microsoftonline.com/botframework.com',
      ]) {
        const settings = settingsFor(
          { metadataUrl: '', loginUrl, signer: { issuer: '' } },
          { appType, appPassword: undefined },
        );
        const factory = createCredentialFactory(settings, { now: () => now }, async (scope) => {
          scopes.push(scope);
          return 'by certificate';
        });
        const credentials = await factory.createCredentials(settings.appId, '', loginUrl, true);
        const headers = new Map<string, string>();
        // biome-ignore lint/suspicious/noExplicitAny: of a web resource, only its headers are touched
        await credentials.signRequest({ headers } as any);
        expect(headers.get('authorization')).toBe('Bearer by certificate');
        expect(await factory.isValidAppId(settings.appId)).toBe(true);
        expect(await factory.isValidAppId('another')).toBe(false);
      }
      expect(scopes).toEqual(Array(2).fill('https://api.botframework.com/.default'));
      expect(requests).toEqual([]);
    },
  );
});
