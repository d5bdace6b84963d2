import { createRandom, type Random } from '../../src/demo/tenant/random.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, minuteMs, tenantId } from '../alerts/builders.ts';
import { type Fuse, fused } from '../alerts/fuse.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { fakeLog, fakeTeams, channel as mainChannel, never, watchOver } from '../alerts/world.ts';
import { type Brake, braked, createBrake } from './brake.ts';
import { type Channel, openChannel } from './channel.ts';
import { noteInFlight, reckon } from './reckon.ts';
import { type Rights, watched } from './rights.ts';
import { openStage, type Stage, signInsFrom } from './stage.ts';
import { Tally } from './tally.ts';
import { eventMinutes, writeTape } from './tape.ts';

const log = recordingLog();

/** One replica: its objects, where it dies, and where it stands still. */
interface Replica {
  readonly name: string;
  readonly watch: ReturnType<typeof watchOver>;
  readonly fuse: Fuse;
  brake: Brake;
  /** A turn that stands still, and for how many turns of the others. */
  standing?: { readonly turn: Promise<void>; turnsLeft: number };
}

interface Surroundings {
  readonly stage: Stage;
  readonly channel: Channel;
  readonly store: Store;
  readonly random: Random;
  readonly tally: Tally;
  readonly rights: Rights;
}

function begin(
  { stage, channel, store, random, tally, rights }: Surroundings,
  name: string,
): Replica {
  const dies = random() < 0.6;
  const fuse: Fuse = {
    steps: 0,
    diesAt: dies ? 5 + Math.floor(random() * 900) : 0,
    afterwards: random() < 0.5,
    blown: false,
  };
  const { clock } = stage;
  const { alerts, leases } = watched(store, rights, tally);
  const replica: Pick<Replica, 'brake'> = { brake: createBrake(undefined) };
  const through = <T extends object>(part: T): T =>
    fused(
      braked(part, () => replica.brake),
      fuse,
    );
  const watch = watchOver(
    { clock, signIns: fakeLog(clock), teams: fakeTeams(), store, log },
    {
      signIns: through(signInsFrom(stage, clock, random, tally)),
      notifier: through(channel.notifierOf(name)),
      random,
      store: {
        alerts: through(alerts),
        outbox: through(store.outbox),
        leases: through(leases),
        coverage: through(store.coverage),
        digests: through(store.digests),
      },
    },
  );
  return Object.assign(replica, { name, watch, fuse });
}

async function attempt({ fuse }: Replica, task: () => Promise<unknown>): Promise<void> {
  try {
    if (!fuse.blown) await task();
  } catch (thrown) {
    const isExpected = fuse.blown || (thrown instanceof Error && thrown.name === 'AppError');
    if (!isExpected) throw thrown;
  }
}

async function turn(replica: Replica, { stage }: Surroundings): Promise<void> {
  await attempt(replica, () => replica.watch.pollOnce(never));
  await attempt(replica, () => replica.watch.sweepOnce(never));
  for (let round = 0; round < 3; round += 1) {
    await attempt(replica, () => replica.watch.deliverOnce(never));
    stage.clock.pass(4_000);
  }
}

/** A replica's turn, in the middle of which it may stand still; one that stands still may go on at its end. */
async function turnOrStand(replica: Replica, around: Surroundings): Promise<void> {
  const { random, tally } = around;
  if (replica.standing !== undefined) {
    replica.standing.turnsLeft -= 1;
    if (replica.standing.turnsLeft > 0) return;
    replica.brake.thaw();
    await replica.standing.turn;
    replica.standing = undefined;
    return;
  }
  replica.brake = createBrake(random() < 0.3 ? 1 + Math.floor(random() * 60) : undefined);
  const running = turn(replica, around);
  const stands = replica.brake.stands.then(() => 'stands' as const);
  if ((await Promise.race([running, stands])) === 'stands') {
    tally.add('freezes');
    replica.standing = { turn: running, turnsLeft: 1 + Math.floor(random() * 3) };
  }
}

async function replaceDead(replicas: Replica[], around: Surroundings): Promise<void> {
  for (const [place, { fuse, standing, name }] of replicas.entries()) {
    if (!fuse.blown || standing !== undefined) continue;
    around.tally.add('crashes');
    await noteInFlight(around.store, around.channel, name);
    replicas[place] = begin(around, `${name}+`);
  }
}

async function comeToRest(replicas: readonly Replica[], around: Surroundings): Promise<void> {
  const { stage, channel, store } = around;
  for (const replica of replicas) {
    replica.brake.thaw();
    await replica.standing?.turn;
  }
  for (const { name } of replicas) await noteInFlight(store, channel, name);
  stage.calm();
  channel.calm();
  const last = begin({ ...around, random: () => 0.99 }, 'last');
  for (let hour = 0; hour < 2; hour += 1) {
    stage.clock.pass(61 * minuteMs);
    await turn(last, around);
  }
  for (let left = 1, rounds = 0; left > 0 && rounds < 150; rounds += 1) {
    await last.watch.deliverOnce(never);
    left = (await store.outbox.backlog(tenantId)).waiting;
    if (left > 0) stage.clock.pass(15_000);
  }
}

/** One seeded run: three replicas on one PostgreSQL, which fail, die and stand still as the seed says. */
export async function runThree(seed: number, url: string): Promise<Tally> {
  const random = createRandom(seed * 104_729);
  const tally = new Tally();
  const tape = writeTape(random, 0);
  const stage = await openStage(tape, tally);
  const channel = openChannel(random, tally);
  const store = await openStore(url, { log });
  const around: Surroundings = { stage, channel, store, random, tally, rights: new Map() };
  await store.subscriptions.subscribe(aSubscription(mainChannel));
  const first = begin({ ...around, random: () => 0.99 }, 'first');
  await first.watch.pollOnce(never);
  await first.watch.release();
  const replicas = ['one', 'two', 'three'].map((name) => begin(around, name));
  const endAt = atMinute(eventMinutes + 24 * 60);
  while (stage.clock.now() < endAt) {
    const isBusy = stage.clock.now() < atMinute(eventMinutes);
    stage.clock.pass((isBusy ? 3 + random() * 30 : 400 + random() * 250) * minuteMs);
    if (random() < 0.25) stage.trouble(random, tally);
    await Promise.all(replicas.map((replica) => turnOrStand(replica, around)));
    await replaceDead(replicas, around);
  }
  await comeToRest(replicas, around);
  await reckon(tape, store, channel, [mainChannel], tally);
  await store.close();
  await stage.close();
  tally.add('runs of three replicas on PostgreSQL');
  return tally;
}
