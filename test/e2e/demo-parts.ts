import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../../src/demo/launcher/child.ts';
import { createFleet } from '../../src/demo/launcher/fleet.ts';
import type { Seat } from '../../src/demo/launcher/options.ts';
import { botPart, chatPart, tenantPart } from '../../src/demo/launcher/parts.ts';
import { playgroundConfig } from '../../src/demo/playground/config.ts';
import { freePort } from '../demo/launcher/free-port.ts';
import { postedAlerts } from '../start/posted-alerts.ts';
import { keepSaid, saidFile, secretsOfRun } from './said.ts';

/** The demo as `npm run demo` puts it together, with each part in the test's hand. */
export interface DemoParts {
  /** Opens another chat client with somebody else at the keyboard; gives its port. */
  seat(seat: Seat): Promise<number>;
  /** Asks something of the simulated tenant's own controls. */
  tell(control: string, body: object): Promise<void>;
  /** How many alert cards the bot of now has posted and noted. */
  postedAlerts(): Promise<number>;
  /** Puts another text into the rules file of a demo that was started with one. */
  writeRules(text: string): Promise<void>;
  /** Kills the bot as a power cut would. */
  killBot(): Promise<void>;
  /** With other settings than before, where some are given. */
  startBot(settings?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

const limits = { readyWithinMs: 60_000, stopWithinMs: 8_000 };
const never = new AbortController().signal;

/**
 * Starts tenant and bot on free ports. The tenant is quiet: nothing happens but what a test causes.
 * `rules` is the text of the rules file; without it there is none.
 */
export async function startDemoParts({ rules }: { rules?: string } = {}): Promise<DemoParts> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-parts-'));
  const [tenantPort, botPort] = [await freePort(), await freePort()];
  const house = createFleet(limits);
  let botFleet = createFleet(limits);
  let bot: Child | undefined;
  const rulesFile = join(folder, 'rules.yml');
  const env = {
    ...process.env,
    ...secretsOfRun(),
    ALERT_POLL_SECONDS: '1',
    ALERT_SETTLE_SECONDS: '0',
    ...(rules !== undefined && { ALERT_RULES_FILE: rulesFile }),
  };

  async function tell(control: string, body: object): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${tenantPort}/_demo/${control}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`_demo/${control}: ${await answer.text()}`);
  }

  async function startBot(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    // A killed bot breaks its fleet, as it should; the next one gets a new fleet.
    botFleet = createFleet(limits);
    const spec = botPart({
      port: botPort,
      tenantPort,
      dataFolder: folder,
      env: { ...env, ...settings },
    });
    bot = await botFleet.start({ ...spec, outputFile: saidFile('bot.log') }, never);
  }

  if (rules !== undefined) await writeFile(rulesFile, rules);
  await house.start(tenantPart({ port: tenantPort, seed: 1, env }), never);
  await tell('quiet', { minutes: 120 });
  await startBot();
  return {
    tell,
    startBot,
    writeRules: (text) => writeFile(rulesFile, text),
    postedAlerts: () => postedAlerts(`http://127.0.0.1:${botPort}`),
    async killBot() {
      bot?.kill();
      await bot?.exited;
    },
    async seat(seat) {
      const port = await freePort();
      const configFile = join(folder, `${seat}.yml`);
      await writeFile(configFile, playgroundConfig(seat));
      const spec = chatPart({ port, botPort, folder, configFile, env });
      await house.start({ ...spec, outputFile: saidFile('chat-client.out') }, never);
      return port;
    },
    async stop() {
      await keepSaid(`http://127.0.0.1:${botPort}`, folder);
      await Promise.all([botFleet.stop(), house.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
