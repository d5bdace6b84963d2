import { expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/ports/lease.ts';
import type { Store } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, minuteMs, tenantId, theCase } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { blocked } from '../alerts/records.ts';
import { clockAt, fakeLog, fakeTeams, never, watchOver } from '../alerts/world.ts';
import { channel, describeStore, type Setup } from './store-setup.ts';

async function tokenOf(store: Store, holder: string, minute: number): Promise<number> {
  const lease = { tenantId, job: 'poll', holder };
  const token = await store.leases.acquire(lease, atMinute(minute), 2 * minuteMs);
  if (token === undefined) throw new Error('somebody else has the lease');
  return token;
}

/** Saves a case under that token. */
const write = (store: Store, id: string, token: number) =>
  store.alerts.write(tenantId, (writer) => writer.saveCase(theCase({ id, key: id })), {
    job: 'poll',
    token,
  });

/** A promise and the way to keep it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** What every store must do with the write of a process that stood still while its right went to another. */
export function fencingContract(name: string, setUp: () => Setup): void {
  describeStore(`fencing in ${name}`, setUp, (opened) => {
    it('stores under the newest token, and nothing under an older one or a freed one', async () => {
      const { store } = opened();
      const first = await tokenOf(store, 'one', 0);
      await write(store, 'a', first);
      const second = await tokenOf(store, 'two', 3);
      await expect(write(store, 'b', first)).rejects.toBeInstanceOf(LeaseLost);
      await write(store, 'c', second);
      await store.leases.release({ tenantId, job: 'poll', holder: 'two' });
      await expect(write(store, 'd', second)).rejects.toBeInstanceOf(LeaseLost);
      expect(await tokenOf(store, 'one', 3)).toBeGreaterThan(second);
      await expect(write(store, 'e', first)).rejects.toBeInstanceOf(LeaseLost);
      const { cases } = await store.cases.open(tenantId, 9);
      expect(cases.map(({ id }) => id).toSorted()).toEqual(['a', 'c']);
    });

    it('leaves the lease to nobody else while a write under it is going on', async () => {
      const { store } = opened();
      const token = await tokenOf(store, 'one', 0);
      const inside = gate();
      const goOn = gate();
      const order: string[] = [];
      const writing = store.alerts.write(
        tenantId,
        async (writer) => {
          inside.open();
          await goOn.opened;
          await writer.saveCase(theCase());
          order.push('written');
        },
        { job: 'poll', token },
      );
      await inside.opened;
      const taking = tokenOf(store, 'two', 3).then(() => order.push('taken'));
      goOn.open();
      await Promise.all([writing, taking]);
      expect(order).toEqual(['written', 'taken']);
    });

    it('ends the poll and the sweep of a replica that stood still in the middle of reading, storing nothing', async () => {
      const { store } = opened();
      await store.subscriptions.subscribe(aSubscription(channel));
      const clock = clockAt(0);
      const signIns = fakeLog(clock);
      const parts = { clock, teams: fakeTeams(), store, log: recordingLog() };
      const other = watchOver({ ...parts, signIns });
      await other.pollOnce(never);
      await other.release();
      for (const job of ['pollOnce', 'sweepOnce'] as const) {
        const reached = gate();
        const thaw = gate();
        const frozen = watchOver({
          ...parts,
          signIns: {
            ...signIns,
            async *pages(...asked: Parameters<typeof signIns.pages>) {
              for await (const page of signIns.pages(...asked)) {
                reached.open();
                await thaw.opened;
                yield page;
              }
            },
          },
        });
        clock.pass(75 * minuteMs);
        // A sweep reads what came after the poll did.
        if (job === 'sweepOnce') await other.pollOnce(never);
        await other.release();
        const minute = (clock.now().getTime() - atMinute(0).getTime()) / minuteMs;
        const ago = job === 'pollOnce' ? 20 : 100;
        signIns.put(blocked({ id: job, minute: minute - ago, user: job }));
        const standing = frozen[job](never);
        await reached.opened;
        clock.pass(5 * minuteMs);
        await other[job](never);
        const before = await store.alerts.ledger(tenantId, 'sign-ins', 99);
        thaw.open();
        expect(await standing).toBe(
          job === 'pollOnce' ? 'another replica polls' : 'another replica sweeps',
        );
        expect(await store.alerts.ledger(tenantId, 'sign-ins', 99)).toEqual(before);
        expect(before.length).toBeGreaterThan(1);
        await other.release();
      }
      const { cases } = await store.cases.open(tenantId, 9);
      expect(cases.map(({ count }) => count)).toEqual([1, 1]);
    });
  });
}
