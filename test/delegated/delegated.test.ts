import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { delegatedPermissions } from '../../src/demo/tenant/granted-permissions.ts';
import { AccessTokens } from '../../src/demo/tenant/http/access-tokens.ts';
import {
  adminUser,
  alice,
  client,
  type Identity,
  noRoleUser,
  operatorUser,
  readerUser,
  tenantId,
} from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { until } from '../e2e/until.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';
import { startTokenService, type TokenServiceFake } from '../fakes/token-service.ts';
import { tokensOf } from '../graph/open-graph.ts';
import { findLeaks } from '../leaks/find-leaks.ts';
import { appId } from '../start/running-bot.ts';

const connectionName = 'graph';
let sent = 0;

describe('look-ups with the asker’s own rights', () => {
  let tenant: RunningTenant;
  let connector: Connector;
  let service: TokenServiceFake;
  let app: App;
  let port: number;
  let folder: string;
  let passedMs = 0;
  const clock = { now: () => new Date(Date.now() + passedMs) };
  const sso = new AccessTokens('key of tenant 1');
  const ssoTokens: string[] = [];

  const ssoTokenOf = ({ id }: Identity) => {
    const person = { id, scopes: ['access_as_user'] };
    const token = sso.issueFor(person, client.id, `api://${client.id}`, new Date());
    ssoTokens.push(token);
    return token;
  };

  async function post(person: Identity, more: object) {
    sent += 1;
    const { serviceUrl } = connector;
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // The bot's clock runs ahead.
        authorization: await connector.signer.authorize({
          aud: appId,
          serviceurl: serviceUrl,
          exp: Math.floor(Date.now() / 1000) + 6 * 3600,
        }),
      },
      body: JSON.stringify({
        type: 'message',
        id: `delegated-${sent}`,
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${person.id}`, name: person.displayName, aadObjectId: person.id },
        recipient: { id: '28:bot', name: 'Audit Bot' },
        conversation: { id: `a:${person.id}`, conversationType: 'personal', tenantId },
        channelData: { tenant: { id: tenantId } },
        ...more,
      }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  const lastMessage = () => JSON.stringify(connector.messages().at(-1)?.activity ?? {});
  /** Asks and gives the message that answers. */
  async function ask(person: Identity, text: string, more: object = {}): Promise<string> {
    // Graph's limits never make anybody wait here.
    passedMs += 11_000;
    const before = connector.messages().length;
    await post(person, { text, ...more });
    await until('an answer', () => connector.messages().length > before, 15_000);
    return lastMessage();
  }
  const invoke = (person: Identity, name: string, value: object) =>
    post(person, { type: 'invoke', name: `signin/${name}`, value });
  const exchange = (person: Identity, token = ssoTokenOf(person), id = `exchange-${sent}`) =>
    invoke(person, 'tokenExchange', { id, connectionName, token });
  /** Signs in by single sign-on, as Teams does when a question was answered with the offer. */
  async function signIn(person: Identity, question: string): Promise<string> {
    expect(await ask(person, question)).toContain('card.oauth');
    const before = connector.messages().length;
    expect((await exchange(person)).status).toBe(200);
    await until('the question is answered', () => connector.messages().length > before, 15_000);
    return lastMessage();
  }
  const graphReads = () => tenant.requests.filter(({ path }) => /users\?|userId/.test(path)).length;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'delegated-'));
    tenant = await startTenant({ signInCount: 200, throttle: false });
    connector = await startConnector();
    service = await startTokenService({
      loginUrl: tenant.url,
      connectionName,
      botToken: 'channel-token',
      scopes: delegatedPermissions,
    });
    const read = readConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'only the login service on loopback is told',
      MicrosoftAppTenantId: tenantId,
      BOT_SERVICE_URL_HOSTS: '127.0.0.1',
      ToChannelFromBotLoginUrl: connector.loginUrl,
      ToBotFromChannelTokenIssuer: connector.signer.issuer,
      ToBotFromChannelOpenIdMetadataUrl: connector.metadataUrl,
      OAuthUrl: service.url,
      DELEGATED_LOOKUPS: 'true',
      OAUTH_CONNECTION_NAME: connectionName,
      GRAPH_ENDPOINT: tenant.url,
      DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
      ACCESS_READERS: `Global Reader, Security Reader, ${noRoleUser.id}`,
      ALERT_POLL_SECONDS: '3600',
    });
    if (!read.ok) throw new Error(read.problems.join());
    app = await createApp(read.config, {
      host: '127.0.0.1',
      credential: tokensOf(tenant.url),
      clock,
    });
    port = (await app.start()).port;
  });
  beforeEach(() => {
    service.reset();
    for (const one of delegatedPermissions) tenant.tenant.consents.add(one);
    // Longer than anything is remembered of anybody.
    passedMs += 11 * 60_000;
  });
  afterAll(async () => {
    await app.stop();
    await Promise.all([tenant.close(), connector.close(), service.close()]);
    await rm(folder, { recursive: true });
  });

  it('offer the sign-in, and answer the question after it without another word', async () => {
    const before = graphReads();
    const offer = await ask(readerUser, 'signins for alice');
    expect(offer).toContain('"tokenExchangeResource":{"id":"exchange-1"');
    expect(offer).toContain('"type":"signin"');
    expect(graphReads()).toBe(before);

    const token = ssoTokenOf(readerUser);
    const answers = connector.messages().length;
    // The phone and the desktop both see the offer, and both send the same.
    const heard = await Promise.all([
      exchange(readerUser, token, 'same'),
      exchange(readerUser, token, 'same'),
      exchange(readerUser, token, 'same'),
    ]);
    expect(heard.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until('an answer', () => connector.messages().length > answers, 15_000);
    expect(lastMessage()).toContain(`Sign-ins of ${alice.displayName}`);
    // Nothing else is under way once the next question is answered.
    await ask(readerUser, 'whoami');
    expect(connector.messages()).toHaveLength(answers + 2);
    expect(service.asked.filter((one) => one.endsWith('/exchange'))).toHaveLength(1);
  });

  it('show each asker what Microsoft shows her, and nothing that was read for another', async () => {
    const hidden = 'Policies: Not shown to your role: Security Operator';
    const asAdmin = await signIn(adminUser, 'signins for alice blocked');
    expect(asAdmin).toContain(`Blocked sign-ins of ${alice.displayName}`);
    // She may ask the bot, but holds no role that may read sign-ins.
    const asNobody = await signIn(noRoleUser, 'signins for alice blocked');
    expect(asNobody).toContain('Microsoft does not show you sign-ins');
    expect(asNobody).toContain('Security Reader');
    // An operator sees sign-ins without what conditional access decided.
    const asOperator = await signIn(operatorUser, 'signins for alice blocked');
    expect(asOperator).toContain(hidden);
    expect(asAdmin).not.toContain(hidden);
  });

  it('go on with the code of the pop-up where single sign-on needs consent', async () => {
    tenant.tenant.consents.delete('AuditLog.Read.All');
    await ask(readerUser, 'signins for alice');
    const refused = await exchange(readerUser);
    expect(refused.status).toBe(412);
    expect(refused.body).toMatchObject({ connectionName, failureDetail: expect.any(String) });
    expect(JSON.stringify(refused.body)).not.toContain('ey');

    tenant.tenant.consents.add('AuditLog.Read.All');
    expect((await invoke(readerUser, 'verifyState', { state: '999999' })).status).toBe(404);
    expect((await invoke(readerUser, 'verifyState', { state: 'CancelledByUser' })).status).toBe(
      200,
    );
    const before = connector.messages().length;
    const state = service.finish(`29:${readerUser.id}`, ssoTokenOf(readerUser));
    expect((await invoke(readerUser, 'verifyState', { state })).status).toBe(200);
    await until('an answer', () => connector.messages().length > before, 15_000);
    expect(lastMessage()).toContain(`Sign-ins of ${alice.displayName}`);
  });

  it('send people from a channel into their own chat, and answer there once they signed in', async () => {
    const channel = {
      conversation: {
        id: '19:c@thread.tacv2',
        conversationType: 'channel',
        isGroup: true,
        tenantId,
      },
      channelData: { tenant: { id: tenantId }, channel: { id: '19:c@thread.tacv2' } },
    };
    const there = await ask(readerUser, 'signins for alice', channel);
    expect(there).toContain('Ask the same in your own chat with me');
    expect(there).not.toContain('card.oauth');
    await signIn(readerUser, 'signins for alice');
    expect(await ask(readerUser, 'signins for alice last 2d', channel)).not.toContain('Sign in');
  });

  it('need no sign-in for what needs no Graph, and none of somebody who may not ask', async () => {
    for (const line of ['help', 'whoami', 'alerts', 'snoozes']) {
      expect(await ask(readerUser, line)).not.toContain('card.oauth');
    }
    const refused = await ask(alice, 'signins for alice');
    expect(refused).toContain('is not for you yet');
    expect(service.asked).toEqual([]);
  });

  it('end with “sign out”: nothing is shown again without a sign-in', async () => {
    await signIn(readerUser, 'signins for alice');
    expect(await ask(readerUser, 'signins for alice')).toContain('Sign-ins of');
    expect(await ask(readerUser, 'sign out')).toContain('You are signed out.');
    expect(await ask(readerUser, 'signins for alice')).toContain('card.oauth');
  });

  it('refuse a sign-in as somebody else', async () => {
    await ask(readerUser, 'signins for alice');
    const swapped = await exchange(readerUser, ssoTokenOf(adminUser));
    expect(swapped.status).not.toBe(200);
    expect(await ask(readerUser, 'signins for alice')).toContain('signed in here as somebody else');
  });

  it('say what to do when the session has ended or the token service is away', async () => {
    await signIn(readerUser, 'signins for alice');
    service.spoil(`29:${readerUser.id}`);
    passedMs += 10 * 60_000;
    const ended = await ask(readerUser, 'signins for alice');
    expect(ended).toContain('Microsoft asks you to sign in again');
    expect(ended).toContain('sign out');
    service.trouble = 503;
    expect(await ask(adminUser, 'user bob')).toContain('The token service of Bot Framework');
    service.trouble = undefined;
    expect((await invoke(readerUser, 'failure', { code: 'resourcematchfailed' })).status).toBe(200);
    const wrong = { id: '1', connectionName: 'another', token: 'x' };
    expect((await invoke(readerUser, 'tokenExchange', wrong)).status).toBe(400);
  });

  it('tell who still writes a message to sign in first', async () => {
    const value = {
      commandId: 'signins',
      parameters: [{ name: 'query', value: 'alice' }],
      queryOptions: { skip: 0, count: 25 },
    };
    const query = { type: 'invoke', name: 'composeExtension/query', value };
    const heard = JSON.stringify((await post(readerUser, query)).body);
    expect(heard).toContain('sign in first');
    expect(heard).not.toContain(alice.displayName);
    await signIn(readerUser, 'signins for alice');
    passedMs += 11_000;
    expect(JSON.stringify((await post(readerUser, query)).body)).toContain(alice.displayName);
  });

  it('keep no token, neither in the store nor in what is sent', async () => {
    await signIn(readerUser, 'signins for alice');
    await ask(readerUser, 'user alice');
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const files = await Promise.all(
      (await readdir(folder)).map(async (where) => ({
        where,
        text: await readFile(join(folder, where), 'latin1'),
      })),
    );
    const outputs = [
      ...files,
      { where: 'metrics', text: metrics },
      { where: 'sent', text: JSON.stringify(connector.calls.map(({ activity }) => activity)) },
    ];
    expect(service.given.size).toBe(1);
    const tokens = { 'a token of hers': [...service.given], 'a token of Teams': ssoTokens };
    expect(findLeaks(outputs, tokens)).toEqual([]);
  });
});
