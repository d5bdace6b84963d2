import { createRandom } from '../../src/demo/tenant/random.ts';
import { DeliveryError, type Notifier } from '../../src/ports/notifier.ts';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { clockAt, fakeLog, fakeTeams, never, watchOver } from '../alerts/world.ts';
import { signInsFrom } from './stage.ts';
import { Tally } from './tally.ts';

/**
 * A bot's watch to be killed and stopped: `replica-process.ts <database> <Graph> <seed>`. The parent says
 * when a turn begins and what time it is, answers for Teams, and moves the time when somebody sleeps.
 */
const [database = '', url = '', seed = '1'] = process.argv.slice(2);
process.once('disconnect', () => process.exit(0));

interface Answer {
  readonly call: number;
  readonly activityId?: string;
  readonly failure?: { readonly kind: DeliveryError['kind']; readonly status?: number };
}

const waiting = new Map<number, PromiseWithResolvers<Answer>>();
let calls = 0;
let nowMs = clockAt(0).now().getTime();
const clock = {
  now: () => new Date(nowMs),
  set: () => undefined,
  pass: (ms: number) => {
    nowMs += ms;
  },
};

async function ask(what: string, args: readonly unknown[]): Promise<string> {
  calls += 1;
  const answer = Promise.withResolvers<Answer>();
  waiting.set(calls, answer);
  process.send?.({ call: calls, what, args });
  const { activityId = '', failure } = await answer.promise;
  if (failure === undefined) return activityId;
  throw new DeliveryError(failure.kind, 'as the channel says', failure);
}

const notifier: Notifier = {
  post: async (...args) => ({ activityId: await ask('post', args) }),
  reply: async (...args) => ({ activityId: await ask('reply', args) }),
  update: async (...args) => void (await ask('update', args)),
  remove: async (...args) => void (await ask('remove', args)),
};

async function sleep(ms: number): Promise<void> {
  clock.pass(ms);
  await ask('sleep', [ms]);
}

const log = recordingLog();
const random = createRandom(Number(seed));
const store = await openStore(database, { log });
const watch = watchOver(
  { clock, signIns: fakeLog(clock), teams: fakeTeams(), store, log },
  { signIns: signInsFrom({ url, clock }, clock, random, new Tally(), sleep), notifier, random },
);

async function attempt(task: () => Promise<unknown>): Promise<string | undefined> {
  try {
    const done = await task();
    return typeof done === 'string' ? done : undefined;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'AppError') return 'failed';
    throw thrown;
  }
}

async function turn(atMs: number): Promise<void> {
  nowMs = atMs;
  const polled = await attempt(() => watch.pollOnce(never));
  await attempt(() => watch.sweepOnce(never));
  for (let round = 0; round < 3; round += 1) {
    await attempt(() => watch.deliverOnce(never));
    clock.pass(5_000);
  }
  process.send?.({ done: true, polled });
}

process.on('message', (message: Answer | { readonly turnAt: number }) => {
  if ('turnAt' in message) {
    turn(message.turnAt).catch((thrown: unknown) => {
      process.stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`);
      process.exit(1);
    });
  } else waiting.get(message.call)?.resolve(message);
});
process.send?.({ done: true });
