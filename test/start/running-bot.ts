import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { adminUser, client, tenantId } from '../../src/demo/tenant/identities.ts';
import { createTenantHandler, type RunningTenant } from '../../src/demo/tenant/server.ts';
import type { Connector } from '../fakes/connector.ts';

export const appId = 'b0700000-0000-4000-8000-000000000001';
const certificate = 'test/fixtures/tls/localhost-cert.pem';
const startWithinMs = 45_000;

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The tenant's login service behind TLS: @azure/identity speaks to no other. */
export async function serveAuthority(running: RunningTenant) {
  const [cert, key] = await Promise.all([
    readFile(certificate),
    readFile('test/fixtures/tls/localhost-key.pem'),
  ]);
  const server = createServer({ cert, key }, createTenantHandler(running.tenant));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export interface RunningBot {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  readonly output: () => string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Asks it to end, and gives its exit code. */
  stop(): Promise<number | null>;
}

interface World {
  readonly graphUrl: string;
  readonly authorityUrl: string;
  readonly connector: Connector;
  readonly databaseUrl: string;
  readonly port: number;
}

/** The settings of a real deployment, each host on loopback. */
export function environmentOf(world: World): Record<string, string> {
  const { connector } = world;
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: certificate,
    PORT: String(world.port),
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'bot-secret-4711',
    MicrosoftAppTenantId: tenantId,
    BOT_SERVICE_URL_HOSTS: '127.0.0.1',
    ToChannelFromBotLoginUrl: connector.loginUrl,
    ToBotFromChannelOpenIdMetadataUrl: connector.metadataUrl,
    ToBotFromChannelTokenIssuer: connector.signer.issuer,
    AZURE_CLIENT_ID: client.id,
    AZURE_CLIENT_SECRET: client.secret,
    AZURE_AUTHORITY_HOST: world.authorityUrl,
    GRAPH_ENDPOINT: world.graphUrl,
    DATABASE_URL: world.databaseUrl,
    ALERT_POLL_SECONDS: '1',
    ALERT_SETTLE_SECONDS: '0',
  };
}

/** `npm start`'s own program with these settings, up to the moment that it listens. */
export async function startBot(environment: Record<string, string>): Promise<RunningBot> {
  const child = spawn(process.execPath, ['src/main.ts'], { env: environment });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const chunks: string[] = [];
  const listening = Promise.withResolvers<void>();
  const hear = (chunk: Buffer) => {
    chunks.push(chunk.toString('utf8'));
    if (chunks.join('').includes('"listening"')) listening.resolve();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  void ended.then((code) => listening.reject(new Error(`ended with ${code}: ${chunks.join('')}`)));
  const late = setTimeout(
    () => listening.reject(new Error(`silent: ${chunks.join('')}`)),
    startWithinMs,
  );
  await listening.promise.finally(() => clearTimeout(late));
  return {
    url: `http://127.0.0.1:${environment.PORT}`,
    child,
    output: () => chunks.join(''),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

let sent = 0;

/** A message of Adele, as Teams sends it. */
export function messageOf(text: string, connector: Connector, overrides: object = {}) {
  sent += 1;
  return {
    type: 'message',
    id: `start-${sent}`,
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    text,
    from: { id: '29:adele', name: adminUser.displayName, aadObjectId: adminUser.id },
    recipient: { id: '28:bot', name: 'Audit Bot' },
    conversation: { id: 'a:adele', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    localTimezone: 'Europe/Berlin',
    ...overrides,
  };
}
