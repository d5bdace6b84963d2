import { expect, it } from '@jest/globals';
import { createApp } from '../../src/app.ts';
import { createDemoCredential } from '../../src/demo/demo-credential.ts';
import { client, tenantId } from '../../src/demo/tenant/identities.ts';
import { startTenant } from '../../src/demo/tenant/server.ts';
import { createChatDoctor } from '../../src/doctor-parts.ts';
import { connectGraph } from '../../src/graph/connect.ts';
import { sleep } from '../../src/ops/sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { asker, channel } from '../commands/world.ts';
import { settingsOver } from '../whole-bot.ts';

const log = recordingLog();
const { signal } = new AbortController();

async function openDemo() {
  const running = await startTenant({ signInCount: 20, throttle: false });
  const config = settingsOver(running.url, { PORT: '3978' });
  return { running, config, credential: createDemoCredential(running.url) };
}

it('“doctor” in a chat looks through the bot’s own store and clients', async () => {
  const { running, config, credential } = await openDemo();
  const app = await createApp(config, { credential, access: { levelOf: async () => 'admin' } });
  const conversation = { ...channel, tenantId };
  const message = { kind: 'message', mentions: [], asker, conversation, timeZone: 'UTC' } as const;
  running.tenant.revoke('User.Read.All');
  const { text } = await app.answer({ ...message, text: 'doctor' }, signal);
  expect(text).toContain('one failure, one warning');
  expect(text).toMatch(/❌ User\.Read\.All\n[^\n]+\n→ Add User\.Read\.All/);
  expect(text).toMatch(/⚠ Teams app and channels\nno conversation receives alerts/);
  expect(text).toContain('✓ Licence: Entra ID P2');
  await app.stop();
  await running.close();
});

it('whoever asks in Teams has shown that Teams reaches the bot', async () => {
  const { running, config, credential } = await openDemo();
  const store = await openStore(config.databaseUrl, { log });
  const clock = { now: () => new Date() };
  const { endpoint } = config.graph;
  const graph = connectGraph({ endpoint, credential, clock, sleep, random: Math.random, log });
  const bot = {
    ...config.bot,
    ...{ anonymous: false, appId: client.id, appPassword: client.secret },
    toChannelFromBotLoginUrl: `${running.url}/${tenantId}`,
    toBotFromChannelOpenIdMetadataUrl: running.url,
  };
  const doctor = createChatDoctor({
    ...{ config: { ...config, bot, graph: { ...config.graph, authorityHost: running.url } } },
    ...{ credential, graph, store, clock },
    rules: { refused: () => ({ at: clock.now(), problems: ['Line 4, column 3: wrong.'] }) },
    isListening: () => true,
  });
  const findings = await doctor.examine(signal);
  const told = new Map(findings.map(({ id, evidence }) => [id, evidence]));
  expect(told.get('endpoint')).toBe('this question came through Teams');
  expect(told.get('port')).toBe('the bot listens on 3978');
  await store.close();
  await running.close();
});
