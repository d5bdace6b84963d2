import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { alice, client, noRoleUser, tenantId } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { until } from '../e2e/until.ts';
import { type Connector, type ConnectorCall, startConnector } from '../fakes/connector.ts';
import { postedAlerts } from './posted-alerts.ts';
import {
  appId,
  environmentOf,
  freePort,
  messageOf,
  type RunningBot,
  serveAuthority,
  startBot,
} from './running-bot.ts';

const channelId = '19:alerts@thread.tacv2';
const botSecret = 'bot-secret-4711';

interface ComposeBody {
  readonly composeExtension: {
    readonly type: string;
    readonly attachments: readonly {
      readonly preview: {
        readonly content: {
          readonly title: string;
          readonly text: string;
          readonly tap?: { readonly value: object };
        };
      };
    }[];
  };
}

const shown = (call: ConnectorCall) => JSON.stringify(call.activity.attachments ?? []);
const isCardAbout = (words: string) => (call: ConnectorCall) => shown(call).includes(words);

describe('npm start against a tenant by its own settings', () => {
  let running: RunningTenant;
  let connector: Connector;
  let authority: Awaited<ReturnType<typeof serveAuthority>>;
  let folder: string;
  let environment: Record<string, string>;
  const bots: RunningBot[] = [];

  const start = async () => {
    const bot = await startBot(environment);
    bots.push(bot);
    return bot;
  };

  const send = async (bot: RunningBot, activity: object, authorization?: string) => {
    const signed = await connector.signer.authorize({
      aud: appId,
      serviceurl: connector.serviceUrl,
    });
    return fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: authorization ?? signed },
      body: JSON.stringify(activity),
    });
  };

  const inChannel = {
    text: '<at>Audit Bot</at> alerts here',
    entities: [
      {
        type: 'mention',
        text: '<at>Audit Bot</at>',
        mentioned: { id: '28:bot', name: 'Audit Bot' },
      },
    ],
    conversation: {
      id: `${channelId};messageid=1`,
      conversationType: 'channel',
      isGroup: true,
      tenantId,
    },
    channelData: { tenant: { id: tenantId }, channel: { id: channelId }, team: { id: '19:team' } },
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
    running = await startTenant({ signInCount: 500, throttle: false });
    connector = await startConnector();
    authority = await serveAuthority(running);
    environment = environmentOf({
      graphUrl: running.url,
      authorityUrl: authority.url,
      connector,
      databaseUrl: `sqlite:${join(folder, 'bot.db')}`,
      port: await freePort(),
    });
  });

  afterEach(async () => {
    for (const bot of bots.splice(0)) await bot.stop();
  });

  afterAll(async () => {
    await Promise.all([running.close(), connector.close(), authority.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('names every missing setting and points to the demo', () => {
    const ended = spawnSync(process.execPath, ['src/main.ts'], { env: {}, encoding: 'utf8' });
    expect(ended.status).toBe(1);
    for (const name of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword']) {
      expect(ended.stderr).toContain(`${name} is missing`);
    }
    expect(ended.stderr).toContain('npm run demo');
    expect(ended.stderr).not.toMatch(/\bat .*\.ts:\d+/);
  });

  it('is ready, answers a signed question with a card, and shows no secret anywhere', async () => {
    const bot = await start();
    const ready = await fetch(`${bot.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ok: true, reasons: [], troubles: [] },
    ]);

    const response = await send(bot, messageOf('signins for alice', connector));
    expect(response.status).toBe(200);
    const answer = await connector.waitFor(isCardAbout(`Sign-ins of ${alice.displayName}`));
    expect(answer.conversationId).toBe('a:adele');
    expect(answer.authorization).toBe('Bearer channel-token');

    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toContain('audit_bot_graph_requests_total{resource="sign-ins",status="200"}');
    const everything = bot.output() + metrics + JSON.stringify(connector.calls.map(shown));
    for (const secret of [botSecret, client.secret, 'channel-token']) {
      expect(everything).not.toContain(secret);
    }
    expect(await bot.stop()).toBe(0);
  });

  it('answers a signed search of the compose box and a chosen find, and nobody without a role', async () => {
    const bot = await start();
    const invoke = (name: string, value: object, more: object = {}) =>
      messageOf('', connector, {
        type: 'invoke',
        name: `composeExtension/${name}`,
        value,
        ...more,
      });
    const query = {
      commandId: 'signins',
      parameters: [{ name: 'query', value: 'alice' }],
      queryOptions: { skip: 0, count: 25 },
    };
    const response = await send(bot, invoke('query', query));
    const { composeExtension } = (await response.json()) as ComposeBody;
    expect(composeExtension.type).toBe('result');
    const [list, first] = composeExtension.attachments;
    expect(list?.preview.content.title).toContain(`Sign-ins of ${alice.displayName}`);
    expect(first?.preview.content.text).toContain(alice.displayName);

    const chosen = await send(bot, invoke('selectItem', first?.preview.content.tap?.value ?? {}));
    expect(JSON.stringify(await chosen.json())).toContain(
      'application/vnd.microsoft.card.adaptive',
    );

    const { id, displayName } = noRoleUser;
    const stranger = { from: { id: '29:stranger', name: displayName, aadObjectId: id } };
    const refused = await send(bot, invoke('query', query, stranger));
    const said = (await refused.json()) as ComposeBody;
    expect(said.composeExtension).toMatchObject({ type: 'message' });
    expect(JSON.stringify(said)).not.toContain(alice.displayName);
    expect(await bot.stop()).toBe(0);
  });

  it('refuses forged, foreign and malformed requests without a reply or a look-up', async () => {
    const bot = await start();
    await send(bot, messageOf('whoami', connector));
    await connector.waitFor(isCardAbout('Level: **admin**'));
    const repliesBefore = connector.messages().length;
    const lookUps = () => running.requests.filter(({ path }) => path.includes('/users')).length;
    const lookUpsBefore = lookUps();
    const { signer, serviceUrl } = connector;
    const question = (overrides: object) => messageOf('signins for alice', connector, overrides);
    const foreign = {
      conversation: { id: 'a:x', conversationType: 'personal', tenantId: appId },
      channelData: { tenant: { id: appId } },
    };
    const refused = [
      await send(
        bot,
        question({}),
        await signer.authorize({ aud: appId, serviceurl: serviceUrl }, 'unpublished'),
      ),
      await send(
        bot,
        question({}),
        await signer.authorize({ aud: tenantId, serviceurl: serviceUrl }),
      ),
      await send(bot, question({}), 'Bearer not.a.token'),
      await send(bot, question(foreign)),
      await send(bot, question({ channelData: {}, conversation: { id: 'a:x' } })),
      await send(bot, question({ serviceUrl: 'https://evil.example' })),
      await send(bot, question({ channelId: 'webchat' })),
      await send(bot, question({ type: undefined })),
    ];
    for (const { status } of refused) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(connector.messages().length).toBe(repliesBefore);
    expect(lookUps()).toBe(lookUpsBefore);
  });

  it('tells somebody without a role so, and reads no log', async () => {
    const bot = await start();
    const logsRead = () =>
      running.requests.filter(({ path }) => path.includes('userId') || path.includes('/users?'))
        .length;
    const before = logsRead();
    const from = { id: '29:tim', name: noRoleUser.displayName, aadObjectId: noRoleUser.id };
    const conversation = { id: 'a:tim', conversationType: 'personal', tenantId };
    await send(bot, messageOf('signins for alice', connector, { from, conversation }));
    const answer = await connector.waitFor(
      (call) => call.conversationId === 'a:tim' && call.activity.type === 'message',
    );
    expect(shown(answer)).toMatch(/not for you yet/);
    expect(shown(answer)).toContain('Global Reader');
    expect(logsRead()).toBe(before);
  });

  it('alerts a channel, and after kill -9 and a restart loses nothing and doubles nothing', async () => {
    const first = await start();
    await send(first, messageOf('', connector, inChannel));
    await connector.waitFor(isCardAbout('This channel receives alerts'));
    const appIds = new Map<string, string>();
    const blockedIn = (app: string) => ({
      status: { errorCode: 53003 },
      appDisplayName: app,
      appId: appIds.get(app) ?? appIds.set(app, randomUUID()).get(app),
      userId: alice.id,
    });
    running.tenant.addSignIn(blockedIn('Before the crash'));
    await connector.waitFor(isCardAbout('Before the crash'));
    await until('the bot notes what it posted', async () => (await postedAlerts(first.url)) > 0);
    await first.kill();
    running.tenant.addSignIn(blockedIn('While it was down'));

    const second = await start();
    const late = await connector.waitFor(isCardAbout('While it was down'));
    expect(late.conversationId).toBe(channelId);
    running.tenant.addSignIn(blockedIn('While it was down'));
    const grown = await connector.waitFor(
      (call) => call.method === 'PUT' && shown(call).includes('2 sign-ins'),
    );
    expect(grown.activityId).toBe(late.givenId);
    const posted = connector
      .messages()
      .filter((call) => call.method === 'POST' && call.conversationId === channelId);
    for (const app of ['Before the crash', 'While it was down']) {
      expect(posted.filter(isCardAbout(`→ ${app}`))).toHaveLength(1);
    }
    expect(await second.stop()).toBe(0);
  });
});
