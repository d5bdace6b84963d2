import { expect, it } from '@jest/globals';
import type { Finding } from '../../src/ports/finding.ts';
import {
  aFinding,
  aSubscription,
  atMinute,
  minuteMs,
  tenantId,
  theCase,
} from '../alerts/builders.ts';
import {
  channel,
  claimAt,
  claimed,
  describeStore,
  type Setup,
  sentAs,
  withCard,
} from './store-setup.ts';

const otherTenant = 'ffffffff-0000-4000-8000-000000000009';

/** What every store must do with what it is given to keep, whichever database it is. */
export function storeContract(name: string, setUp: () => Setup): void {
  describeStore(`a store in ${name}`, setUp, (opened) => {
    it('keeps a case whole, with its history in order', async () => {
      const { store } = opened();
      const by = { id: 'ada', name: 'Ada' };
      const alert = theCase({
        state: 'snoozed',
        snoozedUntil: atMinute(90),
        owner: by,
        policy: { name: 'A policy without id' },
        severity: 'critical',
        verdict: 'Got in',
        routing: { delivery: 'digest', routes: ['SOC'], mention: ['ada@contoso.example'] },
        facts: [{ title: 'State', value: 'on → off' }],
        latest: { ...theCase().latest, record: 'directory-audit' },
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
      const { store } = opened();
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
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase({ id: 'first', state: 'resolved' }));
        await writer.saveCase(theCase({ id: 'second', state: 'resolved' }));
        await writer.saveCase(theCase({ id: 'third' }));
      });
      const fourth = store.alerts.write(tenantId, (w) => w.saveCase(theCase({ id: 'fourth' })));
      await expect(fourth).rejects.toMatchObject({ code: 'store-failed' });
    });

    it('counts a sign-in of a case once, however often it is added', async () => {
      const { store } = opened();
      const { signIn } = aFinding('one', 1);
      const counts = await store.alerts.write(tenantId, async (writer) => [
        await writer.addSignIns({ id: 'case' }, [signIn]),
        await writer.addSignIns({ id: 'case' }, [signIn, aFinding('two', 2).signIn]),
      ]);
      expect(counts).toEqual([1, 2]);
    });

    it('takes sign-ins out of their case and says which case it was', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase());
        await writer.addSignIns({ id: 'case-1' }, [
          aFinding('one', 1).signIn,
          aFinding('two', 2).signIn,
        ]);
        expect(await writer.withdrawSignIns(['one', 'unknown'], ['ca-block'])).toEqual(['case-1']);
        expect(await writer.withdrawSignIns(['two'], ['role-assigned'])).toEqual([]);
        expect(await writer.signInsOf('case-1')).toEqual([aFinding('two', 2).signIn]);
      });
    });

    it('undoes everything of a write that throws, and passes on what was thrown', async () => {
      const { store } = opened();
      const failure = new Error('mid-way');
      const write = store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase());
        throw failure;
      });
      await expect(write).rejects.toBe(failure);
      expect((await store.cases.open(tenantId, 10)).total).toBe(0);
    });

    it('lets one writer of a tenant finish before the next reads', async () => {
      const { store } = opened();
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
      const { store } = opened();
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
      const { store } = opened();
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
      const { store } = opened();
      const findings: Finding[] = [aFinding('late', 9), aFinding('early', 2)];
      await store.alerts.write(tenantId, (writer) => writer.addCandidates(findings));
      const rule = findings[0]?.rule ?? '';
      expect(await store.alerts.candidates(tenantId, rule)).toEqual(findings.toReversed());
      await store.alerts.write(tenantId, (writer) => writer.dropCandidates(['early']));
      expect(await store.alerts.candidates(tenantId, rule)).toEqual([findings[0]]);
    });

    it('subscribes a channel once, whichever thread of it asks, and ends it', async () => {
      const { store } = opened();
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

    it('keeps how much the cards of a channel say until somebody says otherwise', async () => {
      const { subscriptions } = opened().store;
      const { target, ...others } = aSubscription(channel);
      const detailAfter = async (detail?: 'full' | 'brief') => {
        await subscriptions.subscribe({
          ...others,
          target: { ...target, ...(detail && { detail }) },
        });
        const [own] = await subscriptions.list(tenantId);
        return own?.target.detail;
      };
      expect(await detailAfter()).toBeUndefined();
      expect(await detailAfter('brief')).toBe('brief');
      expect(await detailAfter()).toBe('brief');
      expect(await detailAfter('full')).toBe('full');
    });

    it('gives a lease to one holder until it runs out or is released', async () => {
      const { store } = opened();
      const lease = (holder: string) => ({ tenantId, job: 'poll', holder });
      const take = (holder: string, minute: number) =>
        store.leases.acquire(lease(holder), atMinute(minute), 2 * minuteMs);
      expect(await take('one', 0)).toBe(1);
      expect(await take('two', 1)).toBeUndefined();
      expect(await take('one', 1)).toBe(1);
      expect(await take('two', 2.5)).toBeUndefined();
      expect(await take('two', 3)).toBe(2);
      await store.leases.release(lease('one'));
      expect(await take('one', 3)).toBeUndefined();
      await store.leases.release(lease('two'));
      expect(await take('two', 3)).toBe(3);
      await store.leases.release(lease('two'));
      expect(await take('one', 3)).toBe(4);
      const several = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => take(holder, 60)));
      expect(several.filter(Boolean)).toHaveLength(1);
    });

    it('keeps tenants apart', async () => {
      const { store } = opened();
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
      const { store } = opened();
      if (!opened().lasts) {
        const fresh = await opened().again();
        expect(await fresh.subscriptions.list(tenantId)).toEqual([]);
        return;
      }
      await withCard(store);
      await store.outbox.settleSent(await claimed(store, atMinute(0)), sentAs('a1', atMinute(0)));
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(0)));
      await opened().closeAll();
      const restarted = await opened().again();
      expect(await restarted.subscriptions.list(tenantId)).toEqual([aSubscription(channel)]);
      expect(await claimAt(restarted, atMinute(1))).toMatchObject({
        activityId: 'a1',
        target: aSubscription(channel).target,
        case: theCase(),
      });
    });

    it('answers a ping while it is open', async () => {
      const { store } = opened();
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
