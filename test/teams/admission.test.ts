import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { admit, type TeamsRequest } from '../../src/teams/admission.ts';
import { createBot } from '../../src/teams/bot.ts';
import type { TeamsSettings } from '../../src/teams/settings.ts';
import {
  appId,
  createLogBook,
  messageActivity,
  nothingOffered,
  outgoing,
  settingsFor,
  tenantId,
} from './harness.ts';

const now = new Date('2026-11-22T12:00:00Z');
const issuer = 'https://api.botframework.com';
const teamsUrl = 'https://smba.trafficmanager.net/emea/';

const settings = (overrides: Partial<TeamsSettings> = {}) =>
  settingsFor(
    { metadataUrl: 'http://127.0.0.1:9/', loginUrl: 'http://127.0.0.1:9/', signer: { issuer } },
    { serviceUrlHosts: ['smba.trafficmanager.net', '*.teams.example'], ...overrides },
  );

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token that looks right; only its signature is nobody's. */
function forge(claims: object = {}, header: object = {}): string {
  const payload = { iss: issuer, aud: appId, exp: now.getTime() / 1000 + 600, ...claims };
  return `Bearer ${encode({ alg: 'RS256', kid: 'k', ...header })}.${encode(payload)}.c2ln`;
}

function request(activity: unknown, overrides: Partial<TeamsRequest> = {}): TeamsRequest {
  return {
    contentType: 'application/json; charset=utf-8',
    authorization: forge(),
    body: JSON.stringify(activity),
    remoteAddress: '203.0.113.9',
    ...overrides,
  };
}

const message = (overrides: object = {}) => messageActivity(teamsUrl, overrides);
const judge = (asked: TeamsRequest, given: TeamsSettings = settings()) => {
  const admission = admit(asked, given, now);
  return admission.ok ? 'admitted' : `${admission.status} ${admission.reason}`;
};

describe('admission', () => {
  it('lets in what Teams sends', () => {
    expect(judge(request(message()))).toBe('admitted');
    expect(judge(request(message()), settings({ tenantId: tenantId.toUpperCase() }))).toBe(
      'admitted',
    );
  });

  it.each([
    ['text/plain', '415 content-type'],
    ['application/jsonp', '415 content-type'],
    ['application/x-www-form-urlencoded', '415 content-type'],
    [undefined, '415 content-type'],
  ])('refuses the content type %s', (contentType, verdict) => {
    expect(judge(request(message(), { contentType }))).toBe(verdict);
  });

  it.each([
    ['a megabyte and more', JSON.stringify({ type: 'é'.repeat(600_000) }), '413 body-too-long'],
    ['half a document', '{"type":"message"', '400 body-not-json'],
    ['an empty body', '', '400 body-not-json'],
    ['a list', '[]', '400 body-not-json'],
    ['a number', '7', '400 body-not-json'],
    ['null', 'null', '400 body-not-json'],
    ['no type', '{"channelId":"msteams"}', '400 no-type'],
    ['a type that is no text', '{"type":{}}', '400 no-type'],
    ['an empty type', '{"type":""}', '400 no-type'],
    ['brackets without end', '['.repeat(500_000), '400 body-not-json'],
  ])('refuses %s', (_what, body, verdict) => {
    expect(judge(request(undefined, { body }))).toBe(verdict);
  });

  it.each([
    ['another channel', { channelId: 'webchat' }, '403 channel'],
    ['the emulator', { channelId: 'emulator' }, '403 channel'],
    [
      'the ASE channel, whose tokens botbuilder takes by other rules',
      { channelId: 'AseChannel' },
      '403 channel',
    ],
    ['no channel', { channelId: undefined }, '403 channel'],
    ['a channel in capitals', { channelId: 'MSTEAMS' }, '403 channel'],
    ['no service URL', { serviceUrl: undefined }, '403 service-url'],
    ['a service URL that is no text', { serviceUrl: { href: teamsUrl } }, '403 service-url'],
    ['a stranger’s tenant', { conversation: { id: 'a', tenantId: 'evil' } }, '403 tenant'],
    ['two tenants', { channelData: { tenant: { id: 'evil' } } }, '403 tenant'],
    ['a tenant that is no text', { channelData: { tenant: { id: [tenantId] } } }, '403 tenant'],
    [
      'a sender of another tenant, in a shared channel',
      { from: { id: '29:x', aadObjectId: 'x', tenantId: 'evil' } },
      '403 tenant',
    ],
    [
      'a sender’s tenant alone',
      { conversation: { id: 'a' }, channelData: {}, from: { id: '29:x', tenantId } },
      '403 tenant',
    ],
    ['no tenant', { conversation: { id: 'a' }, channelData: {} }, '403 tenant'],
  ])('refuses %s', (_what, overrides, verdict) => {
    expect(judge(request(message(overrides)))).toBe(verdict);
  });

  it('is content with either place that names the tenant', () => {
    expect(judge(request(message({ channelData: undefined })))).toBe('admitted');
    expect(judge(request(message({ conversation: { id: 'a' } })))).toBe('admitted');
  });

  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://SMBA.trafficmanager.net:8443/emea/', true],
    ['https://eu.teams.example/', true],
    ['https://a.b.teams.example/', true],
    ['https://teams.example/', false],
    ['https://evilteams.example/', false],
    ['https://teams.example.evil.example/', false],
    ['https://smba.trafficmanager.net.evil.example/', false],
    ['https://xsmba.trafficmanager.net/', false],
    ['https://smbaxtrafficmanager.net/', false],
    ['https://smba.trafficmanager.net@evil.example/', false],
    ['https://user:word@smba.trafficmanager.net/', false],
    ['http://smba.trafficmanager.net/emea/', false],
    ['http://127.0.0.1:3978/', false],
    ['ftp://smba.trafficmanager.net/', false],
    ['smba.trafficmanager.net', false],
    ['', false],
  ])('believes the service URL %s: %s', (serviceUrl, believed) => {
    expect(judge(request(message({ serviceUrl })))).toBe(believed ? 'admitted' : '403 service-url');
  });

  it('takes plain http on loopback when the admin lists it', () => {
    const given = settings({ serviceUrlHosts: ['localhost', '127.0.0.1'] });
    for (const serviceUrl of ['http://localhost:56150/_connector', 'http://127.0.0.1/']) {
      expect(judge(request(message({ serviceUrl })), given)).toBe('admitted');
    }
  });

  it.each([
    ['no header', undefined, 'token-missing'],
    ['another scheme', 'Basic YTpi', 'token-missing'],
    ['two tokens', `${forge()} ${forge()}`, 'token-missing'],
    ['a long token', `Bearer ${'a'.repeat(8193)}`, 'token-too-long'],
    ['no JWT', 'Bearer abc', 'token-malformed'],
    ['four parts', `${forge()}.x`, 'token-malformed'],
    [
      'a header that is no JSON',
      `Bearer ${Buffer.from('x').toString('base64url')}.e30.x`,
      'token-malformed',
    ],
    ['no algorithm', forge({}, { alg: 'none' }), 'token-algorithm'],
    ['a symmetric algorithm', forge({}, { alg: 'HS256' }), 'token-algorithm'],
    ['an Entra issuer', forge({ iss: `https://sts.windows.net/${tenantId}/` }), 'token-issuer'],
    ['the issuer in a list', forge({ iss: [issuer] }), 'token-issuer'],
    ['another bot as audience', forge({ aud: 'other' }), 'token-audience'],
    ['a tenant id', forge({ tid: tenantId }), 'token-not-from-a-channel'],
    ['a skill’s claims', forge({ ver: '1.0', appid: 'x' }), 'token-not-from-a-channel'],
    ['an anonymous skill', forge({ appid: 'AnonymousSkill' }), 'token-not-from-a-channel'],
    ['an end six minutes ago', forge({ exp: now.getTime() / 1000 - 360 }), 'token-expired'],
  ])('refuses a token with %s', (_what, authorization, reason) => {
    expect(judge(request(message(), { authorization }))).toBe(`401 ${reason}`);
  });

  it('grants clocks five minutes', () => {
    const authorization = forge({ exp: now.getTime() / 1000 - 240 });
    expect(judge(request(message(), { authorization }))).toBe('admitted');
  });

  it('asks no token in the demo, of loopback callers with loopback service URLs alone', () => {
    const demo = settings({ anonymous: true, appId: '' });
    const local = message({ serviceUrl: 'http://localhost:56150/_connector' });
    const ask = (remoteAddress: string | undefined, activity: unknown = local) =>
      judge(request(activity, { remoteAddress, authorization: undefined }), demo);
    for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) {
      expect(ask(address)).toBe('admitted');
    }
    for (const address of ['203.0.113.9', '::ffff:203.0.113.9', '127.0.0.1.evil', undefined]) {
      expect(ask(address)).toBe('403 remote-address');
    }
    expect(ask('127.0.0.1', message())).toBe('403 service-url');
    expect(ask('127.0.0.1', { ...local, conversation: { tenantId: 'evil' } })).toBe('403 tenant');
    expect(ask('127.0.0.1', { ...local, channelId: 'webchat' })).toBe('403 channel');
  });

  it('never throws and never admits what is not from the tenant', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.string(), (body, word) => {
        const verdict = judge(request(undefined, { body, authorization: `Bearer ${word}` }));
        expect(verdict).not.toBe('admitted');
      }),
    );
  });

  it('leaves no trace of 100,000 forged tenants, in memory or in what botbuilder trusts', async () => {
    const fromBotbuilder = createRequire(import.meta.resolve('botbuilder'));
    const { EmulatorValidation } = fromBotbuilder('botframework-connector');
    const { issuer: trusted } = EmulatorValidation.ToBotFromEmulatorTokenValidationParameters;
    const trustedBefore = [...trusted];
    const bot = createBot({
      settings: settings(),
      handle: async () => outgoing('never'),
      offer: nothingOffered,
      log: { ...createLogBook().log, warn: () => undefined },
      clock: { now: () => now },
    });
    const body = JSON.stringify(message());
    const attack = async (from: number, to: number) => {
      for (let count = from; count < to; count += 1) {
        const tid = `7e0a0000-0000-4000-9000-${String(count).padStart(12, '0')}`;
        const iss = count % 2 === 0 ? issuer : `https://sts.windows.net/${tid}/`;
        const { status } = await bot.receive(
          request(undefined, { body, authorization: forge({ tid, iss }) }),
        );
        if (status !== 401) throw new Error(`token ${count} was answered ${status}`);
      }
    };
    await attack(0, 20_000);
    const heldBefore = process.memoryUsage().heapUsed;
    await attack(20_000, 100_000);
    expect(trusted).toEqual(trustedBefore);
    // One kept issuer list entry alone would be 80,000 × 4 × ~70 bytes = 22 MB.
    expect(process.memoryUsage().heapUsed - heldBefore).toBeLessThan(40e6);
  });
});
