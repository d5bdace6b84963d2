import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { alice } from '../../src/demo/tenant/identities.ts';
import { startTenant } from '../../src/demo/tenant/server.ts';
import { until } from '../e2e/until.ts';
import { startConnector } from '../fakes/connector.ts';
import {
  appId,
  environmentOf,
  freePort,
  messageOf,
  serveAuthority,
  startBot,
} from './running-bot.ts';

it('answers a look-up that runs when it is told to end, takes nothing new, and ends with 0', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
  const running = await startTenant({ signInCount: 200, throttle: false });
  const connector = await startConnector();
  const authority = await serveAuthority(running);
  const bot = await startBot(
    environmentOf({
      graphUrl: running.url,
      authorityUrl: authority.url,
      connector,
      databaseUrl: `sqlite:${join(folder, 'bot.db')}`,
      port: await freePort(),
    }),
  );
  const authorization = await connector.signer.authorize({
    aud: appId,
    serviceurl: connector.serviceUrl,
  });
  const ask = () =>
    fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(messageOf('signins for alice', connector)),
    });

  running.tenant.fault({ match: /signIns.*userId/, kind: 'slow', times: 1, delayMs: 2_000 });
  const response = ask();
  const isAsked = async () => running.requests.some(({ path }) => path.includes('userId'));
  await until('the look-up reads', isAsked);
  expect(connector.messages()).toEqual([]);

  const ended = bot.stop();
  const isDeaf = () =>
    fetch(`${bot.url}/healthz`).then(
      () => false,
      () => true,
    );
  await until('nobody listens any more', isDeaf);
  expect((await response).status).toBe(200);
  expect(await ended).toBe(0);
  const titles = connector.messages().map(({ activity }) => activity.summary.split('\n')[0]);
  expect(titles).toEqual([`Sign-ins of ${alice.displayName}`]);

  await Promise.all([running.close(), connector.close(), authority.close()]);
  await rm(folder, { recursive: true, force: true });
});
