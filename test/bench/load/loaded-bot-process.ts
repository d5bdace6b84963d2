import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createDemoCredential } from '../../../src/demo/demo-credential.ts';
import { argumentOf, tell } from '../child.ts';
import type { Registration } from '../help/registration.ts';

/** The whole bot as `npm start` runs it, which tells after each message how much memory it needs when nothing is left to collect. */
const { graph, databaseUrl, questionsPerMinute, ...registration } = argumentOf<
  Registration & { graph: string; databaseUrl: string; questionsPerMinute: number }
>();

const read = readConfig({
  PORT: '0',
  LOG_LEVEL: 'warn',
  MicrosoftAppId: registration.appId,
  MicrosoftAppPassword: 'only the login service on loopback is told',
  MicrosoftAppTenantId: registration.tenantId,
  ToChannelFromBotLoginUrl: registration.loginUrl,
  ToBotFromChannelTokenIssuer: registration.issuer,
  ToBotFromChannelOpenIdMetadataUrl: registration.metadataUrl,
  BOT_SERVICE_URL_HOSTS: '127.0.0.1',
  GRAPH_ENDPOINT: graph,
  DATABASE_URL: databaseUrl,
  QUESTIONS_PER_MINUTE: String(questionsPerMinute),
  ALERT_POLL_SECONDS: '3600',
});
if (!read.ok) throw new Error(read.problems.join(' '));
const app = await createApp(read.config, {
  host: '127.0.0.1',
  credential: createDemoCredential(graph),
});
const { port } = await app.start();

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('message', () => {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapBytes: heapUsed, rssBytes: rss });
});
tell({ port });
