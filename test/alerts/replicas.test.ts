import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { weekdays } from '../../src/domain/digest-due.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { aSubscription, tenantId } from './builders.ts';
import { recordingLog } from './recording-log.ts';
import { blocked } from './records.ts';
import { channel, clockAt, fakeLog, fakeTeams, never, watchOver } from './world.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop(), 60_000);

const log = recordingLog();

/** Two bots on one database, each with its own connections, before the same tenant and channel. */
async function twoReplicas() {
  const url = await server.newDatabase();
  const stores = [await openStore(url, { log }), await openStore(url, { log })];
  const clock = clockAt(0);
  const signIns = fakeLog(clock);
  const teams = fakeTeams();
  await stores[0]?.subscriptions.subscribe(aSubscription(channel));
  const watches = stores.map((store) => watchOver({ clock, signIns, teams, log, store }));
  return { clock, signIns, teams, watches, stores, close: () => closeAll(stores) };
}

const closeAll = (stores: readonly Store[]) => Promise.all(stores.map((store) => store.close()));

function putBlocks(signIns: ReturnType<typeof fakeLog>, users: number): void {
  for (let n = 0; n < users * 3; n += 1) {
    const one = `u${n % users}`;
    signIns.put(blocked({ id: `b${n}`, minute: 1 + n / 100, user: one, policy: `Of ${one}` }));
  }
}

describe('two replicas on PostgreSQL', () => {
  it('post each case once, with the true count, though both deliver', async () => {
    const { clock, signIns, teams, watches, close } = await twoReplicas();
    putBlocks(signIns, 25);
    clock.set(5);
    const polls = await Promise.all(watches.map((watch) => watch.pollOnce(never)));
    expect(polls.filter((poll) => poll === 'another replica polls')).toHaveLength(1);
    const perSecond: number[] = [];
    for (let second = 0; second < 30; second += 1) {
      const before = teams.calls.length;
      await Promise.all(watches.map((watch) => watch.deliverOnce(never)));
      perSecond.push(teams.calls.length - before);
      clock.pass(1_000);
    }
    // Each keeps Teams' pace by what it has sent itself, so one alone sends to a conversation.
    expect(Math.max(...perSecond)).toBeLessThanOrEqual(7);
    expect(teams.calls.map(({ what }) => what)).toEqual(Array.from({ length: 25 }, () => 'post'));
    expect(teams.shown().map(({ count }) => count)).toEqual(Array.from({ length: 25 }, () => 3));
    await close();
  }, 60_000);

  it('count nothing twice though both poll at once and nothing fences them', async () => {
    const { clock, signIns, teams, watches, stores, close } = await twoReplicas();
    putBlocks(signIns, 5);
    clock.set(5);
    const leases = { acquire: async () => 1, release: async () => undefined };
    const careless = stores.map((store) => {
      const { alerts } = store;
      const unfenced: typeof alerts = {
        ...alerts,
        write: (tenant, work) => alerts.write(tenant, work),
      };
      return watchOver({
        clock,
        signIns,
        teams,
        log,
        store: { ...store, leases, alerts: unfenced },
      });
    });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(careless.map((watch) => watch.pollOnce(never)));
    }
    for (let second = 0; second < 10; second += 1) {
      await watches[0]?.deliverOnce(never);
      clock.pass(1_000);
    }
    expect(teams.shown().map(({ count }) => count)).toEqual([3, 3, 3, 3, 3]);
    expect((await stores[0]?.cases.open(tenantId, 99))?.total).toBe(5);
    await close();
  }, 60_000);

  it('make and post one digest of a day, though both poll at once and nothing fences them', async () => {
    const { clock, signIns, teams, stores, close } = await twoReplicas();
    const digest = { atMinute: 8 * 60, zone: 'UTC', weekdays, whenNothing: true };
    const leases = { acquire: async () => 1, release: async () => undefined };
    const careless = stores.map((store) => {
      const { alerts } = store;
      const unfenced: typeof alerts = {
        ...alerts,
        write: (tenant, work) => alerts.write(tenant, work),
      };
      const parts = { clock, signIns, teams, log, store: { ...store, leases, alerts: unfenced } };
      return watchOver(parts, { digest });
    });
    for (const minute of [0, 23 * 60, 23 * 60 + 1]) {
      clock.set(minute);
      await Promise.all(careless.map((watch) => watch.pollOnce(never)));
      await Promise.all(careless.map((watch) => watch.deliverOnce(never)));
      clock.pass(5_000);
      await Promise.all(careless.map((watch) => watch.deliverOnce(never)));
    }
    expect(teams.calls.map(({ what, view }) => [what, view?.title])).toEqual([
      ['post', 'Sunday 22 Nov'],
    ]);
    await close();
  }, 60_000);

  it('take over when the one that polls goes away', async () => {
    const { clock, watches, close } = await twoReplicas();
    const [first, second] = watches;
    await first?.pollOnce(never);
    expect(await second?.pollOnce(never)).toBe('another replica polls');
    await first?.release();
    expect(await second?.pollOnce(never)).toMatchObject({ checks: 0 });
    clock.pass(1_000_000);
    expect(await first?.pollOnce(never)).toMatchObject({ checks: 0 });
    await close();
  }, 60_000);
});
