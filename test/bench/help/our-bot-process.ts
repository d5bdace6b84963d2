import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createDemoCredential } from '../../../src/demo/demo-credential.ts';
import { argumentOf, tell } from '../child.ts';
import type { Registration } from './registration.ts';

/** The whole bot as `npm start` runs it, over a simulated tenant; the poll rests meanwhile. */
const { graph, databaseUrl, ...registration } = argumentOf<
  Registration & { graph: string; databaseUrl: string }
>();

const read = readConfig({
  PORT: '0',
  MicrosoftAppId: registration.appId,
  MicrosoftAppPassword: 'only the login service on loopback is told',
  MicrosoftAppTenantId: registration.tenantId,
  ToChannelFromBotLoginUrl: registration.loginUrl,
  ToBotFromChannelTokenIssuer: registration.issuer,
  ToBotFromChannelOpenIdMetadataUrl: registration.metadataUrl,
  BOT_SERVICE_URL_HOSTS: '127.0.0.1',
  GRAPH_ENDPOINT: graph,
  DATABASE_URL: databaseUrl,
  ALERT_POLL_SECONDS: '3600',
});
if (!read.ok) throw new Error(read.problems.join(' '));
const app = await createApp(read.config, {
  host: '127.0.0.1',
  credential: createDemoCredential(graph),
});
tell(await app.start());
