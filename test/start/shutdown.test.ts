import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { alice } from '../../src/demo/tenant/identities.ts';
import { startTenant } from '../../src/demo/tenant/server.ts';
import { until } from '../e2e/until.ts';
import { startConnector } from '../fakes/connector.ts';
import { gateTo } from './graph-gate.ts';
import {
  appId,
  environmentOf,
  freePort,
  messageOf,
  type RunningBot,
  serveAuthority,
  startBot,
} from './running-bot.ts';

let bot: RunningBot | undefined;
afterEach(() => bot?.kill());

it('answers a look-up that runs when it is told to end, takes nothing new, and ends with 0', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
  const running = await startTenant({ signInCount: 200, throttle: false });
  const connector = await startConnector();
  const authority = await serveAuthority(running);
  const graph = await gateTo(running.tenant);
  const one = await startBot(
    environmentOf({
      graphUrl: graph.url,
      authorityUrl: authority.url,
      connector,
      databaseUrl: `sqlite:${join(folder, 'bot.db')}`,
      port: await freePort(),
    }),
  );
  bot = one;
  const authorization = await connector.signer.authorize({
    aud: appId,
    serviceurl: connector.serviceUrl,
  });
  const ask = () =>
    fetch(`${one.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(messageOf('signins for alice', connector)),
    });

  const lookUp = graph.holdNext(/signIns.*userId/);
  const response = ask();
  await Promise.race([
    lookUp.reached,
    response.then(() => Promise.reject(new Error('no look-up'))),
  ]);
  expect(connector.messages()).toEqual([]);

  const ended = one.stop();
  const isDeaf = () =>
    fetch(`${one.url}/healthz`).then(
      () => false,
      () => true,
    );
  await until('nobody listens any more', isDeaf);
  lookUp.letGo();
  expect((await response).status).toBe(200);
  expect(await ended).toBe(0);
  const titles = connector.messages().map(({ activity }) => activity.summary.split('\n')[0]);
  expect(titles).toEqual([`Sign-ins of ${alice.displayName}`]);

  graph.server.close();
  await Promise.all([running.close(), connector.close(), authority.close()]);
  await rm(folder, { recursive: true, force: true });
});
