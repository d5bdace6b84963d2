import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alice, client } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { until } from '../e2e/until.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';
import {
  appId,
  environmentOf,
  freePort,
  messageOf,
  type RunningBot,
  startBot,
} from '../start/running-bot.ts';
import { findLeaks, type Output } from './find-leaks.ts';
import { type Meddler, startMeddler, type Trouble } from './meddler.ts';

const tlsFile = (name: string) => readFile(`test/fixtures/tls/localhost-${name}.pem`, 'utf8');
const randomSecret = (name: string) => `${name}~${randomBytes(12).toString('base64url')}.-_`;
const randomToken = () =>
  [{ alg: 'RS256' }, { aud: 'https://api.botframework.com' }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(randomBytes(32).toString('base64url'))
    .join('.');

describe('a bot with trouble on all sides', () => {
  const secrets = { bot: randomSecret('bot'), graph: randomSecret('graph') };
  const channelToken = randomToken();
  const presented: string[] = [];
  const answers: Output[] = [];
  let folder: string;
  let tenant: RunningTenant;
  let connector: Connector;
  let graph: Meddler;
  let login: Meddler;
  let bot: RunningBot;

  async function ask(text: string): Promise<void> {
    const authorization = await connector.signer.authorize({
      aud: appId,
      serviceurl: connector.serviceUrl,
    });
    presented.push(authorization.replace('Bearer ', ''));
    const answer = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(messageOf(text, connector)),
    });
    const where = `the answer to “${text}”`;
    answers.push({ where, text: JSON.stringify([...answer.headers]) + (await answer.text()) });
  }

  const read = async (path: string) => {
    const text = await (await fetch(`${bot.url}${path}`)).text();
    answers.push({ where: path, text });
    return text;
  };

  async function kept(): Promise<Output[]> {
    const names = await readdir(folder);
    return Promise.all(
      names.map(async (name) => ({
        where: `the store’s file ${name}`,
        text: await readFile(join(folder, name), 'latin1'),
      })),
    );
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
    tenant = await startTenant({ signInCount: 100, throttle: false });
    connector = await startConnector({ token: channelToken });
    const [cert, key] = await Promise.all([tlsFile('cert'), tlsFile('key')]);
    graph = await startMeddler({ target: tenant.url });
    login = await startMeddler({
      target: tenant.url,
      tls: { cert, key },
      // The simulated tenant knows one secret; the bot is given another, which nothing else holds.
      rewrite(body) {
        const form = new URLSearchParams(body);
        if (form.get('client_secret') === secrets.graph) form.set('client_secret', client.secret);
        return form.toString();
      },
    });
    login.trouble = 401;
    bot = await startBot({
      ...environmentOf({
        graphUrl: graph.url,
        authorityUrl: login.url,
        connector,
        databaseUrl: `sqlite:${join(folder, 'bot.db')}`,
        port: await freePort(),
      }),
      MicrosoftAppPassword: secrets.bot,
      AZURE_CLIENT_SECRET: secrets.graph,
      ALERT_POLL_SECONDS: '3600',
      LOG_LEVEL: 'trace',
    });
  });
  afterAll(async () => {
    await Promise.all([tenant.close(), connector.close(), graph.close(), login.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('says what is wrong, and shows none of its secrets and tokens anywhere', async () => {
    // No token for Graph: the login service repeats the secret.
    await ask('signins for alice');
    expect(await read('/readyz')).toContain('credentials');
    expect(login.troubled()).toBeGreaterThan(0);
    login.trouble = undefined;

    await ask('signins for alice');
    await until(
      'a card answers',
      () => JSON.stringify(connector.calls).includes(`Sign-ins of ${alice.displayName}`),
      5_000,
    );
    const troubles: [Trouble, string][] = [
      [401, 'policies'],
      [403, 'user bob'],
      [400, 'user carla'],
      [404, 'user dora'],
      ['page', 'user emil'],
    ];
    for (const [trouble, question] of troubles) {
      graph.trouble = trouble;
      const before = graph.troubled();
      await ask(question);
      expect([question, graph.troubled() > before]).toEqual([question, true]);
    }
    graph.trouble = undefined;

    // Teams refuses the bot's own token, and repeats it.
    for (const status of [401, 403, 500]) {
      connector.fail({ status, code: 'Unauthorized', echoes: true }, 4);
      await ask('whoami');
    }
    for (const path of ['/metrics', '/readyz', '/healthz', '/nowhere']) await read(path);
    expect(await bot.stop()).toBe(0);

    const graphTokens = [...graph.tokens, ...login.tokens];
    expect(graphTokens.length).toBeGreaterThan(0);
    const outputs: Output[] = [
      { where: 'its log', text: bot.output() },
      { where: 'what it sent', text: JSON.stringify(connector.calls.map((call) => call.activity)) },
      ...answers,
      ...(await kept()),
    ];
    expect(bot.output()).toContain('no good');
    expect(
      findLeaks(outputs, {
        'the bot’s secret': [secrets.bot],
        'the secret for Graph': [secrets.graph],
        'a token for Graph': graphTokens,
        'the token for Teams': [channelToken],
        'a token of Teams': presented,
      }),
    ).toEqual([]);
  });
});

/** A database that asks for the password in clear and then tells everybody. */
async function startTellTale() {
  const server = createServer((socket: Socket) => {
    const packet = (kind: string, body: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(body.length + 4);
      socket.write(Buffer.concat([Buffer.from(kind), length, body]));
    };
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      // 'p' is the password; all else here begins a connection, of which encryption is declined.
      if (data[0] !== 'p'.charCodeAt(0)) {
        const isEncryption = data.length === 8;
        if (isEncryption) socket.write('N');
        else packet('R', Buffer.from([0, 0, 0, 3]));
        return;
      }
      const password = data.subarray(5, -1).toString('utf8');
      const said = `password authentication failed: “${password}” is wrong`;
      packet('E', Buffer.from(`SFATAL\0VFATAL\0C28P01\0M${said}\0D${said}\0\0`));
      socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('a bot whose database can’t be opened', () => {
  const password = `p/ss#w?rd${randomBytes(9).toString('base64url')}`;
  const escaped = encodeURIComponent(password);

  function start(databaseUrl: string) {
    const ids = { MicrosoftAppId: appId, MicrosoftAppTenantId: appId, MicrosoftAppPassword: 'x' };
    const child = spawn(process.execPath, ['src/main.ts'], {
      env: { ...ids, PATH: process.env.PATH, DATABASE_URL: databaseUrl, LOG_LEVEL: 'trace' },
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => said.push(String(chunk)));
    }
    return new Promise<{ code: number | null; said: string }>((resolve) => {
      child.once('close', (code) => resolve({ code, said: said.join('') }));
    });
  }

  it('names the setting, and shows its password in no way of writing the address', async () => {
    const tellTale = await startTellTale();
    const nobody = await freePort();
    const addresses = [
      `postgres://bot:${escaped}@127.0.0.1:${nobody}/bot`,
      `postgres://bot:${escaped}@127.0.0.1:${tellTale.port}/bot`,
      `postgres://bot:${password}@127.0.0.1:${nobody}/bot`,
    ];
    const starts = await Promise.all(addresses.map(start));
    await tellTale.close();
    for (const { code, said } of starts) {
      expect(code).toBe(1);
      expect(said).toContain('DATABASE_URL');
    }
    const outputs = starts.map(({ said }, index) => ({ where: `start ${index}`, text: said }));
    expect(findLeaks(outputs, { 'the password': [password] })).toEqual([]);
  });
});
