import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { playgroundConfig } from '../playground/config.ts';
import { busyPortsText, findBusyPorts, type WantedPort } from './busy-ports.ts';
import { createFleet, type Fleet, type FleetLimits, PartFailed } from './fleet.ts';
import type { DemoOptions } from './options.ts';
import { botPart, chatPart, tenantPart } from './parts.ts';
import { welcomeText } from './welcome.ts';

/** What the demo needs from its surroundings. */
export interface DemoSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the person ends the demo. */
  readonly signal: AbortSignal;
  say(line: string): void;
  complain(line: string): void;
}

const limits: FleetLimits = { readyWithinMs: 60_000, stopWithinMs: 8_000 };

function wantedPorts(options: DemoOptions): WantedPort[] {
  const chat = { port: options.chatPort, name: 'chat client', flag: 'chat-port' };
  return [
    { port: options.tenantPort, name: 'simulated tenant', flag: 'tenant-port' },
    { port: options.botPort, name: 'bot', flag: 'bot-port' },
    ...(options.withChat ? [chat] : []),
  ];
}

async function startAll(
  fleet: Fleet,
  options: DemoOptions,
  { env, signal }: DemoSurroundings,
  folder: string,
): Promise<void> {
  const dataFolder = resolve(options.dataFolder ?? folder);
  await mkdir(dataFolder, { recursive: true });
  const startTenantThenBot = async () => {
    const { tenantPort, botPort: port, seed } = options;
    await fleet.start(tenantPart({ port: tenantPort, seed, env }), signal);
    await fleet.start(botPart({ port, tenantPort, dataFolder, env }), signal);
  };
  const startChat = async () => {
    if (!options.withChat) return;
    const configFile = join(folder, '.m365agentsplayground.yml');
    await writeFile(configFile, playgroundConfig(options.seat));
    const { chatPort: port, botPort } = options;
    await fleet.start(chatPart({ port, botPort, folder, configFile, env }), signal);
  };
  await Promise.all([startTenantThenBot(), startChat()]);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

/** Runs the demo until the signal aborts or a part fails; gives the exit code. Leaves no process behind. */
export async function runDemo(
  options: DemoOptions,
  surroundings: DemoSurroundings,
): Promise<number> {
  const { signal, say, complain } = surroundings;
  const wanted = wantedPorts(options);
  const busy = await findBusyPorts(wanted);
  if (busy.length > 0) {
    complain(busyPortsText(busy));
    return 1;
  }
  const folder = await mkdtemp(join(tmpdir(), 'teams-audit-bot-demo-'));
  const fleet = createFleet(limits);
  try {
    say(`Starting ${wanted.map(({ name }) => name).join(', ')} …`);
    await Promise.race([startAll(fleet, options, surroundings, folder), fleet.broken]);
    say(welcomeText(options));
    await Promise.race([untilAborted(signal), fleet.broken]);
    return 0;
  } catch (thrown) {
    if (signal.aborted) return 0;
    if (!(thrown instanceof PartFailed)) throw thrown;
    complain(thrown.message);
    return 1;
  } finally {
    await fleet.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
