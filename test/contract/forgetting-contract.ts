import { expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import type { Store } from '../../src/store/open-store.ts';
import { aFinding, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { channel, claimAt, describeStore, type Setup, withCard } from './store-setup.ts';

const otherTenant = 'ffffffff-0000-4000-8000-000000000009';
const dayMinutes = 24 * 60;
/** What is forgotten of the log after 35 days is asked with that moment; cases go a year later. */
const overAYear = 366 * dayMinutes;

const signIns = (count: number, of = 'sign-in') =>
  Array.from({ length: count }, (_, number) => aFinding(`${of}-${number}`, 1).signIn);

async function save(store: Store, alert: Case, count = 1): Promise<void> {
  await store.alerts.write(alert.tenantId, async (writer) => {
    await writer.saveCase(alert);
    await writer.addSignIns(alert, signIns(count, alert.id));
    const conversationId = channel;
    await writer.saveMessage({
      caseId: alert.id,
      conversationId,
      activityId: alert.id,
      postedAt: atMinute(1),
      sentAt: atMinute(1),
    });
  });
}

const resolved = (id: string, change: Partial<Case> = {}) =>
  theCase({
    id,
    key: id,
    state: 'resolved',
    history: [
      { at: atMinute(2), by: { id: 'ada', name: 'Ada' }, what: 'resolved', note: 'expected' },
    ],
    ...change,
  });

/** What every store must drop, and keep, so that a watch of years costs what one of days does. */
export function forgettingContract(name: string, setUp: () => Setup): void {
  describeStore(`forgetting in ${name}`, setUp, (opened) => {
    const kept = async (id: string, of = tenantId) =>
      (await opened().store.cases.find(of, id)) !== undefined;
    const left = (caseId: string) =>
      opened().store.alerts.write(tenantId, async (writer) => ({
        signIns: (await writer.signInsOf(caseId)).length,
        messages: (await writer.messages(caseId)).length,
      }));

    it('drops resolved cases in which nothing happened for a year more, with all that is theirs', async () => {
      const { store } = opened();
      await save(store, resolved('old'));
      await save(store, resolved('younger', { lastAt: atMinute(2 * dayMinutes) }));
      await save(store, theCase({ id: 'open', key: 'open' }));
      await save(store, resolved('foreign', { tenantId: otherTenant }));
      await store.alerts.forgetBefore(tenantId, atMinute(overAYear - 2 * dayMinutes));
      expect(await kept('old')).toBe(true);
      await store.alerts.forgetBefore(tenantId, atMinute(overAYear));
      expect(await kept('old')).toBe(false);
      expect(await left('old')).toEqual({ signIns: 0, messages: 0 });
      expect(await kept('younger')).toBe(true);
      expect(await kept('open')).toBe(true);
      expect(await left('open')).toEqual({ signIns: 1, messages: 1 });
      expect(await kept('foreign', otherTenant)).toBe(true);
    });

    it('takes a large case away in several turns, none of which is long', async () => {
      const { store } = opened();
      await save(store, resolved('large'), 1_500);
      await store.alerts.forgetBefore(tenantId, atMinute(overAYear));
      const { signIns: rest } = await left('large');
      expect(rest).toBeGreaterThan(0);
      expect(rest).toBeLessThan(1_500);
      await store.alerts.forgetBefore(tenantId, atMinute(overAYear));
      expect(await kept('large')).toBe(false);
      expect(await left('large')).toEqual({ signIns: 0, messages: 0 });
    });

    it('drops what a storm left in several turns too, the oldest first', async () => {
      const { store } = opened();
      const source = 'sign-ins';
      const ids = Array.from({ length: 6_000 }, (_, number) => `record-${number}`);
      await store.alerts.write(tenantId, (writer) =>
        writer.rememberRecords(
          source,
          ids.map((id, number) => ({
            id,
            outcome: 'blocked',
            at: atMinute(0),
            firstSeenAt: atMinute(number / 10_000),
          })),
        ),
      );
      const known = () =>
        store.alerts.write(tenantId, async (writer) => [
          ...(await writer.knownRecords(source, ids)).keys(),
        ]);
      await store.alerts.forgetBefore(tenantId, atMinute(1));
      const rest = await known();
      expect(rest).toHaveLength(1_000);
      expect(rest).not.toContain('record-0');
      expect(rest).toContain('record-5999');
      await store.alerts.forgetBefore(tenantId, atMinute(1));
      expect(await known()).toEqual([]);
    });

    it('drops messages that were given up long ago', async () => {
      const { store } = opened();
      await withCard(store);
      const claim = await claimAt(store, atMinute(1));
      if (claim === undefined) throw new Error('nothing to claim');
      await store.outbox.settleGivenUp(claim, 'refused');
      await store.alerts.forgetBefore(tenantId, atMinute(-1));
      expect((await store.outbox.backlog(tenantId)).givenUp).toBe(1);
      await store.alerts.forgetBefore(tenantId, atMinute(dayMinutes));
      expect((await store.outbox.backlog(tenantId)).givenUp).toBe(0);
    });
  });

  describeStore(`cases that wait in ${name}`, setUp, (opened) => {
    const lookedAt = (minute: number, limit = 9) =>
      opened().store.alerts.write(tenantId, async (writer) =>
        (await writer.casesToLookAt(atMinute(minute), limit)).map(({ id }) => id),
      );
    const lookAgain = (id: string, minute?: number) =>
      opened().store.alerts.write(tenantId, (writer) =>
        writer.lookAgain(id, minute === undefined ? undefined : atMinute(minute)),
      );

    it('are looked at once they are saved, and then not before their time or their next change', async () => {
      const { store } = opened();
      const alert = theCase({ id: 'one', key: 'one' });
      await save(store, alert);
      await save(store, theCase({ id: 'two', key: 'two' }));
      await save(store, resolved('done'));
      await save(store, theCase({ id: 'taken', key: 'taken', state: 'claimed' }));
      await save(store, theCase({ id: 'foreign', key: 'foreign', tenantId: otherTenant }));
      expect((await lookedAt(1)).toSorted()).toEqual(['one', 'two']);
      expect(await lookedAt(1, 1)).toHaveLength(1);
      await lookAgain('one', 30);
      await lookAgain('two');
      expect(await lookedAt(29)).toEqual([]);
      expect(await lookedAt(30)).toEqual(['one']);
      expect(await lookedAt(9_999)).toEqual(['one']);
      await save(store, theCase({ id: 'two', key: 'two', count: 2 }));
      expect(await lookedAt(1)).toEqual(['two']);
    });
  });
}
