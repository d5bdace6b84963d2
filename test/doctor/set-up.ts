import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '../../src/config.ts';
import { client, tenantId } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { createDoctor } from '../../src/doctor/create-doctor.ts';
import { createProbes } from '../../src/doctor-parts.ts';
import { connectGraph } from '../../src/graph/connect.ts';
import type { TokenSource } from '../../src/graph/token.ts';
import type { AuditSwitches } from '../../src/ports/audit-switches.ts';
import type { Finding } from '../../src/ports/doctor.ts';
import { readRulesProblems } from '../../src/rules.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openBeside } from '../../src/store/probes/open-beside.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { noon } from '../builders.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';
import { aLook } from '../look-builders.ts';
import { freePort, serveAuthority } from '../start/running-bot.ts';

export const channelId = '19:alerts@thread.tacv2';

type Environment = Readonly<Record<string, string>>;

/** What an examination finds in place of the usual. */
export interface Examined {
  readonly nodeVersion?: string;
  /** How far this machine's clock is ahead. */
  readonly aheadMs?: number;
  readonly switches?: AuditSwitches;
}

/** A good deployment on loopback; tests break single things in it. */
export interface SetUp {
  readonly environment: Environment;
  readonly folder: string;
  readonly running: RunningTenant;
  readonly connector: Connector;
  /** A server of its own on loopback, gone with the rest. */
  serve(listener: RequestListener): Promise<string>;
  /** One behind TLS, with a certificate that nobody trusts. */
  serveSecurely(): Promise<string>;
  /** A PostgreSQL that refuses whoever comes, for the reason of that code: its host and port. */
  refuseAsPostgres(code: string): Promise<string>;
  examine(changes?: Environment, examined?: Examined): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

/** As @azure/identity does it, over plain http, to which that would not speak. */
function credentialOf({ graph }: Config): TokenSource {
  return {
    async getToken() {
      const answer = await fetch(`${graph.authorityHost}/${graph.tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: graph.clientId,
          client_secret: graph.clientSecret ?? '',
          scope: 'https://graph.microsoft.com/.default',
        }),
      });
      const body = (await answer.json()) as { access_token: string; error_description?: string };
      if (!answer.ok) throw new Error(body.error_description);
      return { token: body.access_token, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
}

async function fillStore(databaseUrl: string, connector: Connector): Promise<void> {
  const store = await openStore(databaseUrl, { log: recordingLog() });
  await store.subscriptions.subscribe({
    target: {
      conversationId: channelId,
      serviceUrl: connector.serviceUrl,
      tenantId,
      kind: 'channel',
      bot: { id: '28:bot' },
    },
    name: 'Sign-in alerts',
    createdBy: { id: 'someone', name: 'Someone' },
    createdAt: noon,
  });
  for (const minute of [0, 1, 2]) await store.looks.append(tenantId, aLook(minute));
  await store.close();
}

export async function openSetUp(): Promise<SetUp> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
  const running = await startTenant({ signInCount: 20, throttle: false });
  const connector = await startConnector();
  const servers: Server[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  const log = recordingLog();
  const databaseUrl = `sqlite:${join(folder, 'bot.db')}`;
  await fillStore(databaseUrl, connector);

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const environment = {
    PORT: String(await freePort()),
    PUBLIC_URL: await serve((_request, response) => {
      response.statusCode = 401;
      response.end();
    }),
    MicrosoftAppId: client.id,
    MicrosoftAppPassword: client.secret,
    MicrosoftAppTenantId: tenantId,
    BOT_SERVICE_URL_HOSTS: '127.0.0.1',
    ToChannelFromBotLoginUrl: `${running.url}/${tenantId}`,
    ToBotFromChannelOpenIdMetadataUrl: connector.metadataUrl,
    AZURE_AUTHORITY_HOST: running.url,
    GRAPH_ENDPOINT: running.url,
    DATABASE_URL: databaseUrl,
  };

  return {
    environment,
    folder,
    running,
    connector,
    serve,
    async serveSecurely() {
      const server = await serveAuthority(running);
      closing.push(server.close);
      return server.url;
    },
    async refuseAsPostgres(code) {
      const fields = ['SFATAL', `C${code}`, 'Mrefused', ''].join('\0');
      const message = Buffer.from(`E\0\0\0\0${fields}\0`);
      message.writeUInt32BE(message.length - 1, 1);
      const server = createTcpServer((socket) => socket.once('data', () => socket.end(message)));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async examine(changes = {}, { nodeVersion = '24.21.0', aheadMs = 0, switches } = {}) {
      let sleptMs = 0;
      const clock = { now: () => new Date(Date.now() + aheadMs + sleptMs) };
      // Whoever waits finds that the time has passed.
      const sleep = async (ms: number) => {
        sleptMs += ms;
      };
      const read = readConfig({ ...environment, ...changes });
      const opened: { close(): Promise<void> }[] = [];
      const doctor = createDoctor({
        nodeVersion,
        problems: read.ok ? [] : read.problems,
        deadline: () => AbortSignal.timeout(8_000),
        probes(signal) {
          if (!read.ok) return undefined;
          const { config } = read;
          const credential = credentialOf(config);
          const { endpoint } = config.graph;
          const graph = connectGraph({
            endpoint,
            credential,
            clock,
            sleep,
            random: () => 0.5,
            log,
          });
          return createProbes(
            {
              config,
              graph,
              credential,
              clock,
              switches,
              async opened() {
                const store = await openBeside(config.databaseUrl, { log });
                if (store) opened.push(store);
                return store;
              },
              ruleProblems: () => readRulesProblems(config.alerts.rulesFile),
            },
            signal,
          );
        },
      });
      const findings = await doctor.examine(AbortSignal.timeout(20_000));
      for (const store of opened) await store.close();
      return findings;
    },
    async close() {
      await Promise.all([running.close(), connector.close()]);
      for (const server of servers) server.close();
      await Promise.all(closing.map((close) => close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
