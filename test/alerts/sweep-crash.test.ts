import { describe, expect, it } from '@jest/globals';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, tenantId } from './builders.ts';
import { emptyDatabases, type Fuse, fused, inNewFolder, moments } from './fuse.ts';
import { recordingLog } from './recording-log.ts';
import { blocked } from './records.ts';
import { channel, clockAt, fakeLog, fakeTeams, never, watchOver } from './world.ts';

const hour = 60;

/** Two late records; a process that dies at one step of its sweeps and one that takes over. */
async function live(file: string, fuse: Fuse) {
  const log = recordingLog();
  const clock = clockAt(0);
  const signIns = fakeLog(clock);
  const teams = fakeTeams();
  signIns.put(blocked({ id: 'ada', minute: 30, user: 'ada' }), 6 * hour);
  signIns.put(blocked({ id: 'bob', minute: 4 * hour, user: 'bob' }), 7 * hour + 30);

  const run = async (store: Store, hours: readonly number[]) => {
    const watch = watchOver(
      { clock, signIns, teams, log, store },
      {
        signIns: fused(signIns, fuse),
        store: {
          alerts: fused(store.alerts, fuse),
          outbox: store.outbox,
          leases: fused(store.leases, fuse),
          coverage: fused(store.coverage, fuse),
          digests: fused(store.digests, fuse),
        },
      },
    );
    for (const at of hours) {
      clock.set(at * hour);
      await watch.pollOnce(never);
      await watch.sweepOnce(never);
      await watch.deliverOnce(never);
    }
  };

  const first = await openStore(`sqlite:${file}`, { log });
  await first.subscriptions.subscribe(aSubscription(channel));
  const begun = watchOver({ clock, signIns, teams, log, store: first });
  await begun.pollOnce(never);
  await begun.release();
  await run(first, [5, 7]).catch((thrown: unknown) => {
    if (!fuse.blown) throw thrown;
  });
  await first.close();
  const { steps } = fuse;

  Object.assign(fuse, { blown: false, steps: Number.MIN_SAFE_INTEGER });
  const second = await openStore(`sqlite:${file}`, { log });
  await run(second, [8, 9]);
  const sweeps = await second.coverage.sweeps(tenantId, 'sign-ins', clock.now(), 99);
  const spans = await second.coverage.spans(tenantId, 'sign-ins');
  await second.close();
  const posted = teams.calls
    .filter(({ what }) => what === 'post')
    .map(({ view }) => view?.userName);
  const open = sweeps.filter(({ endedAt }) => endedAt === undefined).length;
  return { steps, posted: posted.toSorted(), open, spans: spans.length, newest: sweeps[0]?.readTo };
}

describe('a process that dies between any two steps of a late sweep', () => {
  it(
    'leaves no late record unread, tells of none twice, and its sweep to another',
    () =>
      inNewFolder(async (folder) => {
        const empty = await emptyDatabases(folder);
        const survivor = { steps: 0, diesAt: 0, afterwards: false, blown: false };
        const { steps, ...whole } = await live(await empty(), survivor);
        expect(whole).toMatchObject({
          posted: ['ada', 'bob'],
          open: 0,
          spans: 1,
          newest: atMinute(8 * hour - 0.5),
        });
        expect(steps).toBeGreaterThan(100);
        for (const fuse of moments(steps)) {
          const { steps: _, ...outcome } = await live(await empty(), fuse);
          expect({ victim: fuse.victim, ...outcome }).toEqual({ victim: fuse.victim, ...whole });
        }
      }),
    300_000,
  );
});
