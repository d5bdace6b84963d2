import type { Random } from '../../src/demo/tenant/random.ts';
import { createRandom } from '../../src/demo/tenant/random.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, minuteMs, tenantId } from '../alerts/builders.ts';
import { type Fuse, fused } from '../alerts/fuse.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { fakeLog, fakeTeams, channel as mainChannel, never, watchOver } from '../alerts/world.ts';
import { type Channel, openChannel } from './channel.ts';
import { noteInFlight, reckon } from './reckon.ts';
import { type Rights, watched } from './rights.ts';
import { openStage, type Stage, signInsFrom } from './stage.ts';
import { Tally } from './tally.ts';
import { eventMinutes, type TapeEvent, writeTape } from './tape.ts';

const log = recordingLog();
const secondChannel = '19:second@thread.tacv2';
const steps = [-45, -20, -3, 3, 20, 45];
/** When the latest record has come and changed. */
const endMinute = eventMinutes + 24 * 60;

/** One process: its objects, and where it dies. */
interface Life {
  readonly name: string;
  readonly store: Store;
  readonly watch: ReturnType<typeof watchOver>;
  readonly fuse: Fuse;
}

interface Surroundings {
  readonly tape: readonly TapeEvent[];
  readonly stage: Stage;
  readonly channel: Channel;
  readonly random: Random;
  readonly tally: Tally;
  readonly rights: Rights;
  /** How far the bot's clock is wrong. */
  readonly skew: { ms: number };
}

async function beginLife(
  { stage, channel, random, tally, rights, skew }: Surroundings,
  url: string,
  name: string,
  diesAt: number,
): Promise<Life> {
  const fuse: Fuse = { steps: 0, diesAt, afterwards: random() < 0.5, blown: false };
  const store = await openStore(url, { log });
  const clock = { ...stage.clock, now: () => new Date(stage.clock.now().getTime() + skew.ms) };
  const { alerts, leases } = watched(store, rights, tally);
  const watch = watchOver(
    { clock, signIns: fakeLog(clock), teams: fakeTeams(), store, log },
    {
      signIns: fused(signInsFrom(stage, clock, random, tally), fuse),
      notifier: fused(channel.notifierOf(name), fuse),
      random,
      store: {
        alerts: fused(alerts, fuse),
        outbox: fused(store.outbox, fuse),
        leases: fused(leases, fuse),
        coverage: fused(store.coverage, fuse),
        digests: fused(store.digests, fuse),
      },
    },
  );
  return { name, store, watch, fuse };
}

/** One task of the bot's loop: what fails is tried again at the next turn. */
async function attempt(task: () => Promise<unknown>, what: string, { fuse }: Life, tally: Tally) {
  if (fuse.blown) return;
  try {
    await task();
  } catch (thrown) {
    if (fuse.blown) return;
    if (!(thrown instanceof Error) || thrown.name !== 'AppError') throw thrown;
    tally.add(`${what} that failed`);
  }
}

/** A poll, after which all must be known that came within its overlap; a sweep would only find it an hour later. */
async function pollPromptly(life: Life, { stage, tape, skew }: Surroundings): Promise<string[]> {
  const shownBy = stage.clock.now();
  const now = new Date(shownBy.getTime() + skew.ms);
  const { alerts } = life.store;
  const readTo = (await alerts.lastReadTo(tenantId, 'sign-ins', now))?.getTime() ?? 0;
  await life.watch.pollOnce(never);
  const overlapMs = 60 * minuteMs;
  if (now.getTime() - readTo > 2 * overlapMs) return [];
  const due = tape.filter(
    ({ at, visibleAt }) =>
      at.getTime() > readTo - overlapMs &&
      at.getTime() < now.getTime() - minuteMs &&
      visibleAt <= shownBy,
  );
  const ids = due.map(({ id }) => id);
  const known = await alerts.write(tenantId, (writer) => writer.knownRecords('sign-ins', ids));
  return ids.filter((id) => !known.has(id));
}

async function turn(life: Life, around: Surroundings): Promise<void> {
  const { stage, tally } = around;
  const poll = async () => {
    tally.add('found later than the next poll', (await pollPromptly(life, around)).length);
  };
  await attempt(poll, 'polls', life, tally);
  await attempt(() => life.watch.sweepOnce(never), 'sweeps', life, tally);
  for (let round = 0; round < 3; round += 1) {
    await attempt(() => life.watch.deliverOnce(never), 'deliveries', life, tally);
    stage.clock.pass(6_000);
  }
}

/** Nothing fails any more, and the bot gets the time for all that is due. */
async function comeToRest(life: Life, around: Surroundings): Promise<void> {
  const { stage, channel, skew } = around;
  skew.ms = 0;
  stage.calm();
  channel.calm();
  for (let hour = 0; hour < 2; hour += 1) {
    stage.clock.pass(61 * minuteMs);
    await turn(life, around);
  }
  for (let left = 1, rounds = 0; left > 0 && rounds < 150; rounds += 1) {
    await life.watch.deliverOnce(never);
    left = (await life.store.outbox.backlog(tenantId)).waiting;
    if (left > 0) stage.clock.pass(15_000);
  }
}

function upset({ stage, channel, random, tally, skew }: Surroundings, hasSteps: boolean): void {
  if (random() < 0.25) stage.trouble(random, tally);
  if (random() < 0.06) {
    channel.deleteOne(random);
    tally.add('cards that somebody deleted');
  }
  if (hasSteps && random() < 0.1) {
    skew.ms =
      (steps[Math.floor(random() * steps.length)] ?? 0) * minuteMs * (random() < 0.5 ? 0 : 1);
    tally.add('steps of the clock');
  }
}

/** One seeded run: a process on a SQLite file that fails, and dies and is started again, as the seed says. */
export async function runOne(seed: number, file: string): Promise<Tally> {
  const random = createRandom(seed * 7_919);
  const tally = new Tally();
  const hasSteps = seed % 2 === 0;
  const tape = writeTape(random, hasSteps ? 95 : 0);
  const stage = await openStage(tape, tally);
  const channel = openChannel(random, tally);
  const around: Surroundings = {
    tape,
    stage,
    channel,
    random,
    tally,
    rights: new Map(),
    skew: { ms: 0 },
  };
  const conversations = seed % 3 === 0 ? [mainChannel, secondChannel] : [mainChannel];
  const url = `sqlite:${file}`;
  let life = await beginLife(around, url, 'life 0', 0);
  for (const one of conversations) await life.store.subscriptions.subscribe(aSubscription(one));
  await life.watch.pollOnce(never);
  let lives = 0;
  const endAt = atMinute(endMinute);
  const nextLife = async (diesAt: number) => {
    await life.store.close();
    const dead = life;
    lives += 1;
    life = await beginLife(around, url, `life ${lives}`, diesAt);
    await noteInFlight(life.store, channel, dead.name);
  };
  const fateOf = () => 5 + Math.floor(random() ** 2 * 900);
  await nextLife(fateOf());
  while (stage.clock.now() < endAt) {
    const isBusy = stage.clock.now() < atMinute(eventMinutes);
    stage.clock.pass((isBusy ? 4 + random() * 56 : 400 + random() * 250) * minuteMs);
    upset(around, hasSteps);
    await turn(life, around);
    if (life.fuse.blown) {
      tally.add('crashes');
      await nextLife(fateOf());
    }
  }
  await nextLife(0);
  await comeToRest(life, around);
  await reckon(tape, life.store, channel, conversations, tally);
  await life.store.close();
  await stage.close();
  tally.add('runs');
  return tally;
}
