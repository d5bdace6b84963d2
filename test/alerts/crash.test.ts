import { describe, expect, it } from '@jest/globals';
import type { Notifier } from '../../src/ports/notifier.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { aSubscription, tenantId } from './builders.ts';
import { emptyDatabases, type Fuse, fused, inNewFolder, moments } from './fuse.ts';
import { recordingLog } from './recording-log.ts';
import { blocked, prompted } from './records.ts';
import { channel, clockAt, fakeLog, fakeTeams, never, watchOver } from './world.ts';

interface Outcome {
  readonly steps: number;
  readonly posts: number;
  /** What the live cards say: user → count. */
  readonly counts: Record<string, number>;
}

const expected = { ada: 3, bob: 1, cleo: 3, dan: 1 };

/** A morning of blocks and prompts, watched by a process that dies at one step and one that takes over. */
async function live(file: string, fuse: Fuse): Promise<Outcome> {
  const log = recordingLog();
  const clock = clockAt(0);
  const signIns = fakeLog(clock);
  const teams = fakeTeams();
  for (const minute of [1, 6, 14])
    signIns.put(blocked({ id: `ada-${minute}`, minute, user: 'ada' }));
  signIns.put(blocked({ id: 'bob', minute: 3, user: 'bob' }), 9);
  for (const minute of [1, 2, 8])
    signIns.put(prompted({ id: `cleo-${minute}`, minute, user: 'cleo' }));
  signIns.put(prompted({ id: 'dan', minute: 2, user: 'dan' }));
  signIns.put(blocked({ id: 'dan', minute: 2, user: 'dan' }), 7);

  const run = async (store: Store, notifier: Notifier, minutes: readonly number[]) => {
    const parts = { clock, signIns, teams, log, store };
    const watch = watchOver(parts, {
      notifier,
      signIns: fused(signIns, fuse),
      store: {
        alerts: fused(store.alerts, fuse),
        outbox: fused(store.outbox, fuse),
        leases: fused(store.leases, fuse),
        coverage: fused(store.coverage, fuse),
        digests: fused(store.digests, fuse),
      },
    });
    for (const minute of minutes) {
      clock.set(minute);
      await watch.pollOnce(never);
      for (let second = 0; second < 8; second += 2) {
        await watch.deliverOnce(never);
        clock.pass(2_000);
      }
    }
  };

  const first = await openStore(`sqlite:${file}`, { log });
  await first.subscriptions.subscribe(aSubscription(channel));
  await run(first, fused(teams, fuse), [0, 5, 10, 15]).catch((thrown: unknown) => {
    if (!fuse.blown) throw thrown;
  });
  await first.close();
  const { steps } = fuse;

  Object.assign(fuse, { blown: false, steps: Number.MIN_SAFE_INTEGER });
  const second = await openStore(`sqlite:${file}`, { log });
  await run(second, fused(teams, fuse), [16, 18, 20, 22]);
  expect(await second.outbox.backlog(tenantId)).toEqual({ waiting: 0, givenUp: 0 });
  expect((await second.subscriptions.list(tenantId))[0]).toEqual(aSubscription(channel));
  const shown = await liveCards(second, teams);
  await second.close();
  const posts = teams.calls.filter(({ what }) => what === 'post').length;
  return { steps, posts, counts: shown };
}

/** Counts of the cards that the store knows as its own; a doubled one is not among them. */
async function liveCards(store: Store, teams: ReturnType<typeof fakeTeams>) {
  const { cases } = await store.cases.open(tenantId, 99);
  const counts: Record<string, number> = {};
  for (const { id } of cases) {
    const [message] = await store.alerts.write(tenantId, (writer) => writer.messages(id));
    const last = teams.calls.findLast(({ activityId }) => activityId === message?.activityId);
    if (last?.view !== undefined) counts[last.view.userName] = last.view.count;
  }
  return counts;
}

describe('a process that dies between any two steps', () => {
  it(
    'loses no failure and doubles at most the one message in flight',
    () =>
      inNewFolder(async (folder) => {
        const empty = await emptyDatabases(folder);
        const survivor = { steps: 0, diesAt: 0, afterwards: false, blown: false };
        const whole = await live(await empty(), survivor);
        expect(whole).toMatchObject({ counts: expected, posts: 4 });
        expect(whole.steps).toBeGreaterThan(100);
        const doubled = new Set<string | undefined>();
        for (const fuse of moments(whole.steps)) {
          const { counts, posts } = await live(await empty(), fuse);
          const { victim } = fuse;
          expect({ victim, counts }).toEqual({ victim, counts: expected });
          expect(posts).toBeLessThanOrEqual(5);
          if (posts === 5) doubled.add(victim);
        }
        // Sent and not yet recorded: the only moments at which nobody can know.
        expect([...doubled].toSorted()).toEqual(['after post', 'before settleSent']);
      }),
    300_000,
  );
});
