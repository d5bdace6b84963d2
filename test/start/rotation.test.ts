import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { alice, client } from '../../src/demo/tenant/identities.ts';
import {
  createTenantHandler,
  type RunningTenant,
  startTenant,
} from '../../src/demo/tenant/server.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { gateTo } from './graph-gate.ts';
import {
  appId,
  environmentOf,
  freePort,
  messageOf,
  type RunningBot,
  startBot,
} from './running-bot.ts';

let running: RunningTenant;
let connector: Connector;
let postgres: PostgresServer;
const servers: Server[] = [];
const bots: RunningBot[] = [];

beforeAll(async () => {
  [running, connector, postgres] = await Promise.all([
    startTenant({ signInCount: 200, throttle: false }),
    startConnector(),
    startPostgres(),
  ]);
}, 120_000);
afterAll(async () => {
  for (const bot of bots) await bot.kill();
  for (const server of servers) server.close();
  await Promise.all([running.close(), connector.close(), postgres.stop()]);
}, 60_000);

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A login service for the bot and for Graph that takes any of the secrets in `valid`, and notes which it was given. */
async function loginService(valid: Set<string>) {
  const given: string[] = [];
  const tenant = createTenantHandler(running.tenant);
  const answer: RequestListener = async (request, response) => {
    if (request.method !== 'POST') return tenant(request, response);
    const form = new URLSearchParams(await text(request));
    const secret = form.get('client_secret') ?? '';
    given.push(secret);
    const send = (status: number, body: string) => {
      // Not in one chain: where restify is loaded, Node's own writeHead returns nothing.
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    };
    if (!valid.has(secret)) {
      return send(401, '{"error":"invalid_client","error_description":"AADSTS7000215"}');
    }
    if (form.get('client_id') === appId) {
      return send(200, '{"access_token":"channel-token","expires_in":3600}');
    }
    // Graph's own: the tenant knows one secret alone.
    form.set('client_secret', client.secret);
    const passed = await fetch(`${running.url}${request.url}`, { method: 'POST', body: form });
    return send(passed.status, await passed.text());
  };
  const [cert, key] = await Promise.all([
    readFile('test/fixtures/tls/localhost-cert.pem'),
    readFile('test/fixtures/tls/localhost-key.pem'),
  ]);
  const secure = await listen(createServer({ cert, key }, answer));
  const plain = await listen(createHttpServer(answer));
  return {
    given,
    authorityUrl: `https://localhost:${secure}`,
    botLoginUrl: `http://127.0.0.1:${plain}/login`,
  };
}

it('changes both secrets while it answers throughout: two are valid, a new replica comes, the old one ends', async () => {
  const valid = new Set(['old-bot', 'old-graph']);
  const login = await loginService(valid);
  const graph = await gateTo(running.tenant);
  servers.push(graph.server);
  const databaseUrl = await postgres.newDatabase();
  const start = async (age: 'old' | 'new') => {
    const bot = await startBot({
      ...environmentOf({
        graphUrl: graph.url,
        authorityUrl: login.authorityUrl,
        connector,
        databaseUrl,
        port: await freePort(),
      }),
      ToChannelFromBotLoginUrl: login.botLoginUrl,
      MicrosoftAppPassword: `${age}-bot`,
      AZURE_CLIENT_SECRET: `${age}-graph`,
      // What is asked here is not to wait for a poll's share of Graph.
      ALERT_POLL_SECONDS: '300',
    });
    bots.push(bot);
    return bot;
  };
  const authorization = await connector.signer.authorize({
    aud: appId,
    serviceurl: connector.serviceUrl,
  });
  let asked = 0;
  const ask = async (bot: RunningBot) => {
    asked += 1;
    const response = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(messageOf('signins for alice', connector)),
    });
    expect(response.status).toBe(200);
  };

  const first = await start('old');
  await ask(first);
  expect(new Set(login.given)).toEqual(new Set(['old-bot', 'old-graph']));

  for (const secret of ['new-bot', 'new-graph']) valid.add(secret);
  const [second] = await Promise.all([start('new'), ask(first)]);
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);

  const lookUp = graph.holdNext(/signIns.*userId/);
  const slow = ask(first);
  await Promise.race([
    lookUp.reached,
    slow.then(() => Promise.reject(new Error('answered without Graph'))),
  ]);
  const ended = first.stop();
  await ask(second);
  lookUp.letGo();
  await slow;
  expect(await ended).toBe(0);

  for (const secret of ['old-bot', 'old-graph']) valid.delete(secret);
  await ask(second);
  const shown = connector.messages().map(({ activity }) => activity.summary.split('\n')[0]);
  expect(shown).toEqual(Array.from({ length: asked }, () => `Sign-ins of ${alice.displayName}`));
  expect(login.given).toEqual(expect.arrayContaining(['new-bot', 'new-graph']));
  expect(await second.stop()).toBe(0);
}, 90_000);
