import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import type { Finding } from '../../src/ports/alert-store.ts';
import type { Store } from '../../src/store/open-store.ts';
import {
  aFinding,
  aSubscription,
  atMinute,
  minuteMs,
  tenantId,
  theCase,
} from '../alerts/builders.ts';

interface Setup {
  /** Opens the same database again and again; the first time it is empty. */
  open(): Promise<Store>;
  /** Called after each test, when every store is closed. */
  cleanUp(): Promise<void>;
  /** True when what is stored outlives a closed store. */
  readonly lasts: boolean;
}

const channel = '19:alerts@thread.tacv2';
const otherTenant = 'ffffffff-0000-4000-8000-000000000009';
const long = 60 * minuteMs;

async function withCard(store: Store, alert: Case = theCase()): Promise<void> {
  await store.subscriptions.subscribe(aSubscription(channel));
  await store.alerts.write(tenantId, async (writer) => {
    await writer.saveCase(alert);
    await writer.enqueueCard(alert.id, channel, atMinute(0));
  });
}

const claimAt = (store: Store, at: Date) =>
  store.outbox.claimNext(tenantId, channel, at, new Date(at.getTime() - minuteMs));

async function claimed(store: Store, at: Date) {
  const claim = await claimAt(store, at);
  if (claim === undefined) throw new Error('nothing to claim');
  return claim;
}

const sentAs = (activityId: string, at: Date) => ({
  activityId,
  at,
  nextUpdateAt: new Date(at.getTime() + 3_000),
});

/** What every store must do, whichever database it is. */
export function storeContract(name: string, setUp: () => Setup): void {
  describe(`a store in ${name}`, () => {
    let setup: Setup;
    let store: Store;
    const opened: Store[] = [];
    const open = async (): Promise<Store> => {
      const one = await setup.open();
      opened.push(one);
      return one;
    };

    beforeEach(async () => {
      setup = setUp();
      store = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
      await setup.cleanUp();
    });

    it('keeps a case whole, with its history in order', async () => {
      const by = { id: 'ada', name: 'Ada' };
      const alert = theCase({
        state: 'snoozed',
        snoozedUntil: atMinute(90),
        owner: by,
        policy: { name: 'A policy without id' },
        history: [
          { at: atMinute(5), by, what: 'claimed' },
          { at: atMinute(6), by, what: 'snoozed', note: 'travelling', until: atMinute(90) },
        ],
      });
      await store.alerts.write(tenantId, (writer) => writer.saveCase(alert));
      expect(await store.cases.find(tenantId, alert.id)).toEqual(alert);
      expect(await store.cases.find(otherTenant, alert.id)).toBeUndefined();
    });

    it('lists unresolved cases, latest first, with their number in all', async () => {
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase({ id: 'old', key: 'a', lastAt: atMinute(1) }));
        await writer.saveCase(theCase({ id: 'new', key: 'b', lastAt: atMinute(9) }));
        await writer.saveCase(theCase({ id: 'done', key: 'c', state: 'resolved' }));
      });
      const { cases, total } = await store.cases.open(tenantId, 1);
      expect(cases.map(({ id }) => id)).toEqual(['new']);
      expect(total).toBe(2);
    });

    it('holds one unresolved case per key, and as many resolved ones as there were', async () => {
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase({ id: 'first', state: 'resolved' }));
        await writer.saveCase(theCase({ id: 'second', state: 'resolved' }));
        await writer.saveCase(theCase({ id: 'third' }));
      });
      const fourth = store.alerts.write(tenantId, (w) => w.saveCase(theCase({ id: 'fourth' })));
      await expect(fourth).rejects.toMatchObject({ code: 'store-failed' });
    });

    it('counts a sign-in of a case once, however often it is added', async () => {
      const { signIn } = aFinding('one', 1);
      const counts = await store.alerts.write(tenantId, async (writer) => [
        await writer.addSignIns('case', [signIn]),
        await writer.addSignIns('case', [signIn, aFinding('two', 2).signIn]),
      ]);
      expect(counts).toEqual([1, 2]);
    });

    it('takes sign-ins out of their case and says which case it was', async () => {
      await store.alerts.write(tenantId, async (writer) => {
        await writer.addSignIns('case', [aFinding('one', 1).signIn, aFinding('two', 2).signIn]);
        expect(await writer.withdrawSignIns(['one', 'unknown'])).toEqual(['case']);
        expect(await writer.signInsOf('case')).toEqual([aFinding('two', 2).signIn]);
      });
    });

    it('undoes everything of a write that throws, and passes on what was thrown', async () => {
      const failure = new Error('mid-way');
      const write = store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase());
        throw failure;
      });
      await expect(write).rejects.toBe(failure);
      expect((await store.cases.open(tenantId, 10)).total).toBe(0);
    });

    it('lets one writer of a tenant finish before the next reads', async () => {
      const increments = Array.from({ length: 8 }, () =>
        store.alerts.write(tenantId, async (writer) => {
          const found = (await writer.findCase('one')) ?? theCase({ id: 'one', count: 0 });
          await writer.saveCase({ ...found, count: found.count + 1 });
        }),
      );
      await Promise.all(increments);
      expect((await store.cases.find(tenantId, 'one'))?.count).toBe(8);
    });

    it('remembers what a record was, also of thousands, and the first sight of it', async () => {
      const records = Array.from({ length: 1_203 }, (_, n) => ({
        id: `record-${n}`,
        outcome: 'interrupted' as const,
        at: atMinute(0),
        firstSeenAt: atMinute(1),
      }));
      const known = await store.alerts.write(tenantId, async (writer) => {
        await writer.rememberRecords('sign-ins', records);
        await writer.rememberRecords('sign-ins', [
          { id: 'record-7', outcome: 'blocked', at: atMinute(0), firstSeenAt: atMinute(5) },
        ]);
        return writer.knownRecords('sign-ins', [...records.map(({ id }) => id), 'never seen']);
      });
      expect(known.size).toBe(1_203);
      expect(known.get('record-7')).toBe('blocked');
      await store.alerts.forgetBefore(tenantId, atMinute(2));
      const left = await store.alerts.write(tenantId, (w) =>
        w.knownRecords('sign-ins', ['record-7']),
      );
      expect(left.size).toBe(0);
    });

    it('knows up to when it has read, and does not believe a time that is yet to come', async () => {
      const entry = { source: 'sign-ins', readAt: atMinute(9), pages: 1, rows: 2, newRows: 1 };
      await store.alerts.write(tenantId, async (writer) => {
        for (const [from, to] of [
          [0, 10],
          [10, 20],
          [20, 9_000],
        ] as const) {
          await writer.appendLedger({
            ...entry,
            from: atMinute(from),
            to: atMinute(to),
            worstLatenessMs: 3_600_000_000,
          });
        }
      });
      const readTo = (minute: number, source = 'sign-ins') =>
        store.alerts.lastReadTo(tenantId, source, atMinute(minute));
      expect(await readTo(100)).toEqual(atMinute(20));
      expect(await readTo(-1)).toBeUndefined();
      expect(await readTo(100, 'audits')).toBeUndefined();
      const [latest] = await store.alerts.ledger(tenantId, 'sign-ins', 1);
      expect(latest).toEqual({
        ...entry,
        from: atMinute(20),
        to: atMinute(9_000),
        worstLatenessMs: 3_600_000_000,
      });
    });

    it('gives waiting findings back as they came, oldest first', async () => {
      const findings: Finding[] = [aFinding('late', 9), aFinding('early', 2)];
      await store.alerts.write(tenantId, (writer) => writer.addCandidates(findings));
      const rule = findings[0]?.rule ?? '';
      expect(await store.alerts.candidates(tenantId, rule)).toEqual(findings.toReversed());
      await store.alerts.write(tenantId, (writer) => writer.dropCandidates(['early']));
      expect(await store.alerts.candidates(tenantId, rule)).toEqual([findings[0]]);
    });

    it('subscribes a channel once, whichever thread of it asks, and ends it', async () => {
      const { subscriptions } = store;
      expect(await subscriptions.subscribe(aSubscription(channel))).toBe('new');
      expect(await subscriptions.subscribe(aSubscription(`${channel};messageid=1`))).toBe(
        'already',
      );
      expect(await subscriptions.list(tenantId)).toEqual([aSubscription(channel)]);
      expect(await subscriptions.unsubscribe(tenantId, `${channel};messageid=2`)).toBe(true);
      expect(await subscriptions.unsubscribe(tenantId, channel)).toBe(false);
      expect(await subscriptions.list(tenantId)).toEqual([]);
    });

    it('hands a task to one holder, and to another only when the first must have died', async () => {
      await withCard(store);
      expect(await store.outbox.dueConversations(tenantId, atMinute(0), atMinute(-1), 9)).toEqual([
        channel,
      ]);
      const claim = await claimed(store, atMinute(0));
      expect(claim).toMatchObject({
        kind: 'card',
        attempts: 1,
        target: aSubscription(channel).target,
      });
      expect(await claimAt(store, atMinute(0.5))).toBeUndefined();
      expect(await claimAt(store, atMinute(2))).toMatchObject({ attempts: 2 });
    });

    it('gives two holders two different tasks when both ask at once', async () => {
      await store.subscriptions.subscribe(aSubscription(channel));
      await store.alerts.write(tenantId, async (writer) => {
        for (let n = 0; n < 20; n += 1) {
          await writer.saveCase(theCase({ id: `case-${n}`, key: `key-${n}` }));
          await writer.enqueueCard(`case-${n}`, channel, atMinute(0));
        }
      });
      const claims = await Promise.all(
        Array.from({ length: 20 }, () => claimAt(store, atMinute(1))),
      );
      const ids = claims.flatMap((claim) => claim?.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(0);
    });

    it('collapses several requests for one card into one task', async () => {
      await withCard(store);
      await store.alerts.write(tenantId, async (writer) => {
        await writer.enqueueCard(theCase().id, channel, atMinute(0));
        await writer.enqueueCard(theCase().id, channel, atMinute(0));
      });
      expect((await store.outbox.backlog(tenantId)).waiting).toBe(1);
      const claim = await claimed(store, atMinute(0));
      await store.outbox.settleSent(claim, sentAs('a1', atMinute(0)));
      expect(await store.outbox.backlog(tenantId)).toEqual({ waiting: 0, givenUp: 0 });
    });

    it('keeps a task alive that was asked for again while its message was in flight', async () => {
      await withCard(store);
      const post = await claimed(store, atMinute(0));
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(0)));
      await store.outbox.settleSent(post, sentAs('a1', atMinute(0)));
      expect(await claimAt(store, atMinute(0.02))).toBeUndefined();
      expect(await claimAt(store, atMinute(0.1))).toMatchObject({ activityId: 'a1' });
    });

    it('recognises that another holder has posted already, and queues the removal of the second', async () => {
      await withCard(store);
      const slow = await claimed(store, atMinute(0));
      const quick = await claimed(store, atMinute(2));
      expect(await store.outbox.settleSent(quick, sentAs('kept', atMinute(2)))).toBe('recorded');
      expect(await store.outbox.settleSent(slow, sentAs('double', atMinute(3)))).toBe('superseded');
      expect(await claimAt(store, atMinute(4))).toMatchObject({
        kind: 'removal',
        activityId: 'double',
      });
    });

    it('lets a late holder settle nothing that is not its own any more', async () => {
      await withCard(store);
      const slow = await claimed(store, atMinute(0));
      const quick = await claimed(store, atMinute(2));
      await store.outbox.settleRetry(slow, atMinute(long), 'late');
      await store.outbox.settleGivenUp(slow, 'late');
      await store.outbox.settleRetry(quick, atMinute(3), 'throttled');
      expect(await claimAt(store, atMinute(3))).toMatchObject({ attempts: 3 });
    });

    it('shows what was given up, and tries it again when the case changes', async () => {
      await withCard(store);
      await store.outbox.settleGivenUp(await claimed(store, atMinute(0)), 'too big');
      expect(await store.outbox.backlog(tenantId)).toEqual({ waiting: 0, givenUp: 1 });
      expect(await claimAt(store, atMinute(long))).toBeUndefined();
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(5)));
      expect(await claimAt(store, atMinute(5))).toMatchObject({ attempts: 1 });
    });

    it('posts anew after the message to update was lost', async () => {
      await withCard(store);
      await store.outbox.settleSent(await claimed(store, atMinute(0)), sentAs('a1', atMinute(0)));
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(1)));
      const update = await claimed(store, atMinute(1));
      await store.outbox.settleLost(update, atMinute(1));
      const again = await claimed(store, atMinute(1));
      expect(again).toMatchObject({ kind: 'card', activityId: undefined });
      expect(await store.outbox.settleSent(again, sentAs('a2', atMinute(1)))).toBe('recorded');
    });

    it('ends the tasks of a dead conversation, says why, and serves it again after `alerts here`', async () => {
      await withCard(store);
      await store.outbox.settleGone(
        await claimed(store, atMinute(0)),
        atMinute(1),
        'removed there',
      );
      expect((await store.outbox.backlog(tenantId)).waiting).toBe(0);
      const [dead] = await store.subscriptions.list(tenantId);
      expect(dead?.dead).toEqual({ at: atMinute(1), reason: 'removed there' });
      await store.alerts.write(tenantId, async (w) =>
        expect(await w.liveSubscriptions()).toEqual([]),
      );
      expect(await store.subscriptions.subscribe(aSubscription(channel))).toBe('new');
      expect((await store.subscriptions.list(tenantId))[0]?.dead).toBeUndefined();
    });

    it('gives a lease to one holder until it runs out or is released', async () => {
      const lease = (holder: string) => ({ tenantId, job: 'poll', holder });
      const take = (holder: string, minute: number) =>
        store.leases.acquire(lease(holder), atMinute(minute), 2 * minuteMs);
      expect(await take('one', 0)).toBe(true);
      expect(await take('two', 1)).toBe(false);
      expect(await take('one', 1)).toBe(true);
      expect(await take('two', 2.5)).toBe(false);
      expect(await take('two', 3)).toBe(true);
      await store.leases.release(lease('one'));
      expect(await take('one', 3)).toBe(false);
      await store.leases.release(lease('two'));
      expect(await take('one', 3)).toBe(true);
      const several = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => take(holder, 60)));
      expect(several.filter(Boolean)).toHaveLength(1);
    });

    it('keeps tenants apart', async () => {
      await withCard(store);
      await store.alerts.write(tenantId, (writer) =>
        writer.rememberRecords('sign-ins', [
          { id: 'r', outcome: 'blocked', at: atMinute(0), firstSeenAt: atMinute(0) },
        ]),
      );
      expect(await store.subscriptions.list(otherTenant)).toEqual([]);
      expect((await store.cases.open(otherTenant, 9)).total).toBe(0);
      expect((await store.outbox.backlog(otherTenant)).waiting).toBe(0);
      const known = await store.alerts.write(otherTenant, (w) => w.knownRecords('sign-ins', ['r']));
      expect(known.size).toBe(0);
    });

    it('still has conversations, cards and open tasks after a restart', async () => {
      if (!setup.lasts) {
        const fresh = await open();
        expect(await fresh.subscriptions.list(tenantId)).toEqual([]);
        return;
      }
      await withCard(store);
      await store.outbox.settleSent(await claimed(store, atMinute(0)), sentAs('a1', atMinute(0)));
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(0)));
      await Promise.all(opened.splice(0).map((one) => one.close()));
      store = await open();
      expect(await store.subscriptions.list(tenantId)).toEqual([aSubscription(channel)]);
      expect(await claimAt(store, atMinute(1))).toMatchObject({
        activityId: 'a1',
        target: aSubscription(channel).target,
        case: theCase(),
      });
    });

    it('answers a ping while it is open', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
