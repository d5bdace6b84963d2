import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Watch } from '../../../src/alerts/watch.ts';
import { createRandom } from '../../../src/demo/tenant/random.ts';
import { connectGraph } from '../../../src/graph/connect.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { aSubscription, atMinute, tenantId } from '../../alerts/builders.ts';
import { recordingLog } from '../../alerts/recording-log.ts';
import { channel, fakeLog, fakeTeams, never, watchOver } from '../../alerts/world.ts';
import type { Stage } from './stage.ts';
import { countOf, type Told } from './told.ts';

/** What the watch did, beside what it told. */
export interface Watched extends Told {
  /** Cards brought up to date in place: edits ring nowhere. */
  readonly updates: number;
}

function signInsOf({ url, clock, credential, unruly }: Stage) {
  const { signIns } = connectGraph({
    endpoint: url,
    credential,
    clock,
    fetch: unruly.fetch,
    sleep: async (ms) => clock.pass(ms),
    random: createRandom(1),
    log: recordingLog(),
  });
  return signIns;
}

/** One delivery a second until nothing waits or the minute is over, as the bot's loop does. */
async function deliverWithin({ clock }: Stage, watch: Watch, minute: number): Promise<void> {
  while (clock.now() < atMinute(minute + 1)) {
    await watch.deliverOnce(never);
    if ((await watch.health()).waiting === 0) return;
    clock.pass(1_000);
  }
}

/** A sign-in counts as told as often as a card was posted for its case that counts all the case holds. */
async function toldBy(store: Store, teams: ReturnType<typeof fakeTeams>): Promise<string[]> {
  const posts = Map.groupBy(
    teams.calls.filter(({ what }) => what === 'post'),
    ({ view }) => view?.caseId,
  );
  const told: string[] = [];
  for (const { caseId, count } of teams.shown()) {
    const held = await store.alerts.write(tenantId, (writer) => writer.signInsOf(caseId));
    if (held.length !== count) continue;
    const ids = held.map(({ id }) => id);
    for (const _ of posts.get(caseId) ?? []) told.push(...ids);
  }
  return told;
}

/** The bot's own poll, sweep and delivery, each minute, on a SQLite file. */
export async function runOurWatch(stage: Stage, minutes: number): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-watch-'));
  const log = recordingLog();
  const store = await openStore(`sqlite:${join(folder, 'bot.db')}`, { log });
  try {
    await store.subscriptions.subscribe(aSubscription(channel));
    const { clock } = stage;
    const teams = fakeTeams();
    const watch = watchOver(
      { clock, signIns: fakeLog(clock), teams, store, log },
      { signIns: signInsOf(stage) },
    );
    for (let minute = 0; minute <= minutes; minute += 1) {
      clock.set(minute);
      await watch.pollOnce(never);
      await watch.sweepOnce(never);
      await deliverWithin(stage, watch, minute);
    }
    return {
      times: countOf(await toldBy(store, teams)),
      requests: stage.unruly.requests(),
      posts: teams.calls.filter(({ what }) => what === 'post').length,
      updates: teams.calls.filter(({ what }) => what === 'update').length,
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
