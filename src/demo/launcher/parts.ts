import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breakGlass } from '../tenant/identities.ts';
import type { ChildSpec } from './child.ts';

type Environment = Readonly<Record<string, string | undefined>>;

function moduleAt(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** A proxy of the company must not be asked for what runs on this machine. */
function withoutProxy(env: Environment): Environment {
  const before = env.NO_PROXY ?? env.no_proxy;
  const noProxy = [before, '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return { ...env, NO_PROXY: noProxy, no_proxy: noProxy };
}

/** The simulated tenant on a loopback port. */
export function tenantPart(parts: { port: number; seed: number; env: Environment }): ChildSpec {
  return {
    name: 'simulated tenant',
    args: [
      moduleAt('../tenant/main.ts'),
      '--port',
      String(parts.port),
      '--seed',
      String(parts.seed),
    ],
    env: withoutProxy(parts.env),
    probeUrl: `http://127.0.0.1:${parts.port}/_demo/state`,
  };
}

/** What the bot of the demo needs to know. */
export interface BotPart {
  readonly port: number;
  readonly tenantPort: number;
  /** Holds the database. */
  readonly dataFolder: string;
  readonly env: Environment;
}

/** The bot over the simulated tenant. It polls more often than a real one, so that nobody waits long. */
export function botPart({ port, tenantPort, dataFolder, env }: BotPart): ChildSpec {
  return {
    name: 'bot',
    args: [moduleAt('../bot.ts')],
    env: withoutProxy({
      ALERT_POLL_SECONDS: '10',
      ALERT_SETTLE_SECONDS: '0',
      BREAK_GLASS: breakGlass.userPrincipalName,
      ...env,
      PORT: String(port),
      GRAPH_ENDPOINT: `http://127.0.0.1:${tenantPort}`,
      DATABASE_URL: `sqlite:${join(dataFolder, 'bot.db')}`,
    }),
    probeUrl: `http://127.0.0.1:${port}/readyz`,
  };
}

/** What the chat client needs to know. */
export interface ChatPart {
  readonly port: number;
  readonly botPort: number;
  /** Its configuration is there, and its log goes there. */
  readonly folder: string;
  readonly configFile: string;
  readonly env: Environment;
}

/** Microsoft's chat client, on loopback only and without opening a browser. */
export function chatPart({ port, botPort, folder, configFile, env }: ChatPart): ChildSpec {
  const logFile = join(folder, 'chat-client.log');
  return {
    name: 'chat client',
    args: [
      moduleAt('../playground/main.ts'),
      'start',
      '--app-endpoint',
      `http://127.0.0.1:${botPort}/api/messages`,
      '--service-url',
      `http://127.0.0.1:${port}/_connector`,
      '--port',
      String(port),
      '--channel-id',
      'msteams',
      '--disable-telemetry',
    ],
    env: withoutProxy({
      ...env,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
      M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
    }),
    folder,
    probeUrl: `http://127.0.0.1:${port}/_debug/ping`,
    logFile,
  };
}
