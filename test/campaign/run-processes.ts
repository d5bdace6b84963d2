import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, type Random } from '../../src/demo/tenant/random.ts';
import { DeliveryError, type Notifier } from '../../src/ports/notifier.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, minuteMs } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { channel as mainChannel } from '../alerts/world.ts';
import { type Channel, openChannel } from './channel.ts';
import { noteInFlight, reckon } from './reckon.ts';
import { openStage, type Stage } from './stage.ts';
import { Tally } from './tally.ts';
import { eventMinutes, writeTape } from './tape.ts';

const script = new URL('./replica-process.ts', import.meta.url);
const log = recordingLog();

interface Call {
  readonly call: number;
  readonly what: keyof Notifier | 'sleep';
  readonly args: readonly unknown[];
}

/** A real process of the bot, and what it is doing. */
interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  /** Its turn: true when it came to its end, false when it died. */
  ending: Promise<boolean>;
  isStopped: boolean;
}

interface Surroundings {
  readonly stage: Stage;
  readonly channel: Channel;
  readonly random: Random;
  readonly tally: Tally;
  readonly url: string;
}

/** Resolves when it says that it is done, or is dead. */
function endingOf(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (lives: boolean) => {
      child.off('message', hear);
      child.off('exit', die);
      resolve(lives);
    };
    const hear = (message: object) => 'done' in message && end(true);
    const die = () => end(false);
    child.on('message', hear);
    child.once('exit', die);
  });
}

async function answer({ stage, channel }: Surroundings, name: string, { what, args }: Call) {
  if (what === 'sleep') {
    stage.clock.pass(Number(args[0]));
    return {};
  }
  try {
    const act = channel.notifierOf(name)[what] as (...given: unknown[]) => Promise<unknown>;
    return { ...((await act(...args)) as object | undefined) };
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError)) throw thrown;
    return { failure: { kind: thrown.kind, status: thrown.status } };
  }
}

async function start(around: Surroundings, name: string): Promise<Running> {
  const seed = Math.floor(around.random() * 1e9);
  const child = fork(script, [around.url, around.stage.url, String(seed)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.on('message', (message: Call | { done: true }) => {
    if (!('call' in message)) return;
    const { call } = message;
    answer(around, name, message)
      .then((said) => child.connected && child.send({ call, ...said }, () => undefined))
      .catch(() => child.kill('SIGTERM'));
  });
  if (!(await endingOf(child))) throw new Error(`${name} did not start`);
  return { name, child, ending: Promise.resolve(true), isStopped: false };
}

function beginTurn(running: Running, { stage }: Surroundings): void {
  running.ending = endingOf(running.child);
  running.child.send({ turnAt: stage.clock.now().getTime() }, () => undefined);
}

async function kill(running: Running): Promise<void> {
  const gone = once(running.child, 'exit');
  running.child.kill('SIGKILL');
  if (running.child.exitCode === null && running.child.signalCode === null) await gone;
}

/** In the middle of a turn: stopped for two turns of the others, killed, or left alone. */
async function disturb(running: Running, { random, tally }: Surroundings, mayStop: boolean) {
  const fate = random();
  if (fate > 0.5) return;
  await pause(Math.floor(random() * 60));
  if (fate < 0.25 && mayStop) {
    running.child.kill('SIGSTOP');
    running.isStopped = true;
    tally.add('processes stopped (SIGSTOP)');
  } else if (fate < 0.4) {
    running.child.kill('SIGKILL');
    tally.add('processes killed (SIGKILL)');
  }
}

async function thaw(running: Running): Promise<void> {
  running.child.kill('SIGCONT');
  running.isStopped = false;
  await running.ending;
}

/** One turn of each; the dead are replaced, and who was stopped before goes on after the others' turn. */
async function turnOfAll(all: Running[], around: Surroundings): Promise<void> {
  const stopped = all.filter(({ isStopped }) => isStopped);
  const able = all.filter(({ isStopped }) => !isStopped);
  for (const one of able) beginTurn(one, around);
  await Promise.all(able.map((one) => disturb(one, around, all.length > 1)));
  await Promise.all(able.filter(({ isStopped }) => !isStopped).map(({ ending }) => ending));
  for (const one of stopped) await thaw(one);
  for (const [place, { child, name }] of all.entries()) {
    if (child.signalCode === null && child.exitCode === null) continue;
    if (child.signalCode !== 'SIGKILL') throw new Error(`${name} ended by itself`);
    all[place] = await start(around, `${name}+`);
  }
}

async function comeToRest(all: readonly Running[], around: Surroundings): Promise<void> {
  const { stage, channel } = around;
  stage.calm();
  channel.calm();
  for (const one of all) if (one.isStopped) await thaw(one);
  const [last, ...others] = all;
  await Promise.all(others.map(kill));
  if (last === undefined) return;
  for (let round = 0; round < 8; round += 1) {
    stage.clock.pass((round < 3 ? 61 : 3) * minuteMs);
    beginTurn(last, around);
    await last.ending;
  }
  await kill(last);
}

/** One seeded run of real processes on one database, which are killed and, when several, stopped at random moments. */
export async function runProcesses(seed: number, url: string, count: number): Promise<Tally> {
  const random = createRandom(seed * 15_485_863);
  const tally = new Tally();
  const tape = writeTape(random, 0);
  const stage = await openStage(tape, tally);
  const channel = openChannel(random, tally);
  const around: Surroundings = { stage, channel, random, tally, url };
  const names = Array.from({ length: count }, (_, place) => `process ${place}`);
  const before = await openStore(url, { log });
  await before.subscriptions.subscribe(aSubscription(mainChannel));
  await before.close();
  const all = await Promise.all(names.map((name) => start(around, name)));
  try {
    for (const one of all) {
      beginTurn(one, around);
      await one.ending;
    }
    const endAt = atMinute(eventMinutes + 24 * 60);
    while (stage.clock.now() < endAt) {
      const isBusy = stage.clock.now() < atMinute(eventMinutes);
      stage.clock.pass((isBusy ? 10 + random() * 30 : 400 + random() * 250) * minuteMs);
      if (random() < 0.25) stage.trouble(random, tally);
      await turnOfAll(all, around);
    }
    await comeToRest(all, around);
  } finally {
    await Promise.all(all.map(kill));
  }
  const store = await openStore(url, { log });
  for (const life of new Set([...channel.living.values()].map((message) => message.life))) {
    await noteInFlight(store, channel, life);
  }
  await reckon(tape, store, channel, [mainChannel], tally);
  await store.close();
  await stage.close();
  tally.add(`runs of ${count} real process${count === 1 ? '' : 'es'}`);
  return tally;
}
