import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SignJWT } from 'jose';
import { appId, messageActivity, outgoing, startBot } from './harness.ts';

const secondsNow = () => Math.floor(Date.now() / 1000);

describe('inbound authentication over HTTP', () => {
  let world: Awaited<ReturnType<typeof startBot>>;
  let asked: number;

  beforeEach(async () => {
    // botframework-connector prints what it refuses.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    asked = 0;
    world = await startBot(async () => {
      asked += 1;
      return outgoing('secret');
    });
  });
  afterEach(async () => {
    await world.stop();
    jest.restoreAllMocks();
  });

  const claims = () => ({ aud: appId, serviceurl: world.connector.serviceUrl });
  const send = async (authorization: string | Promise<string>, overrides: object = {}) => {
    const activity = messageActivity(world.connector.serviceUrl, overrides);
    return world.post(activity, { authorization: await authorization });
  };
  const expectRefused = async (response: Response, status = 401) => {
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(asked).toBe(0);
    expect(world.connector.attempts()).toBe(0);
  };

  it('answers a token that the channel signed', async () => {
    const response = await send(world.connector.signer.authorize(claims()));
    expect(response.status).toBe(200);
    expect(world.connector.messages()).toHaveLength(1);
  });

  it('refuses a stranger’s key under a known name', async () => {
    await expectRefused(await send(world.connector.signer.authorize(claims(), 'unpublished')));
  });

  it('refuses a key that is endorsed for another channel', async () => {
    await expectRefused(await send(world.connector.signer.authorize(claims(), 'unendorsed')));
  });

  it.each([
    ['another issuer', { iss: 'https://login.microsoftonline.com/evil/v2.0' }],
    ['another audience', { aud: 'c0ffee00-0000-4000-8000-000000000001' }],
    ['no audience', { aud: undefined }],
    ['an end an hour ago', { exp: secondsNow() - 3600 }],
    ['no end', { exp: undefined }],
    ['a start an hour ahead', { nbf: secondsNow() + 3600 }],
    ['the service URL of another region', { serviceurl: 'https://smba.trafficmanager.net/emea/' }],
    ['no service URL', { serviceurl: undefined }],
    ['a tenant id, as the emulator’s have', { tid: '7e0a0000-0000-4000-8000-000000000001' }],
    [
      'a caller’s app id, as a skill’s have',
      { ver: '2.0', azp: 'c0ffee00-0000-4000-8000-000000000001' },
    ],
  ])('refuses a signed token with %s', async (_what, wrong) => {
    await expectRefused(await send(world.connector.signer.authorize({ ...claims(), ...wrong })));
  });

  it('refuses unsigned, symmetric, broken and absent tokens', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const body = {
      iss: world.connector.signer.issuer,
      ...claims(),
      exp: secondsNow() + 600,
    };
    const symmetric = await new SignJWT(body)
      .setProtectedHeader({ alg: 'HS256', kid: 'endorsed' })
      .sign(Buffer.from('a secret of at least 256 bits....'));
    const good = await world.connector.signer.authorize(claims());
    for (const authorization of [
      `Bearer ${encode({ alg: 'none', kid: 'endorsed' })}.${encode(body)}.`,
      `Bearer ${encode({ alg: 'RS256', kid: 'endorsed' })}.${encode(body)}.`,
      `Bearer ${symmetric}`,
      `${good.slice(0, -8)}AAAAAAAA`,
      good.replace('Bearer ', ''),
      good.replace('Bearer', 'Basic'),
      `${good} x`,
      'Bearer a.b.c',
      'Bearer ',
      `Bearer ${'a'.repeat(9000)}.b.c`,
    ]) {
      await expectRefused(await send(authorization));
    }
    await expectRefused(await world.post(messageActivity(world.connector.serviceUrl)));
  });

  it('says that it can’t judge, and answers nobody, while the keys can’t be read', async () => {
    await world.stop();
    world = await startBot(async () => outgoing('secret'), {
      settings: { toBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/openidconfiguration' },
    });
    await expectRefused(await send(world.connector.signer.authorize(claims())), 503);
  });

  it('asks no token in the demo, but believes loopback alone', async () => {
    await world.stop();
    world = await startBot(async () => outgoing('demo'), {
      settings: { anonymous: true, appId: '', serviceUrlHosts: [] },
    });
    const { connector, post, bot } = world;
    const activity = messageActivity(connector.serviceUrl);
    expect((await post(activity)).status).toBe(200);
    expect(connector.messages()).toMatchObject([{ authorization: undefined }]);
    const request = { contentType: 'application/json', body: JSON.stringify(activity) };
    expect(await bot.receive({ ...request, remoteAddress: '192.0.2.7' })).toEqual({ status: 403 });
    expect((await post(messageActivity('https://smba.trafficmanager.net/emea/'))).status).toBe(403);
    expect(connector.messages()).toHaveLength(1);
  });
});
