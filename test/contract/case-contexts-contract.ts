import { expect, it } from '@jest/globals';
import type { CaseContext } from '../../src/domain/case-context.ts';
import { atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { describeStore, type Setup, withCard } from './store-setup.ts';

const otherTenant = 'ffffffff-0000-4000-8000-000000000009';

const whole: CaseContext = {
  readAt: atMinute(3),
  upTo: atMinute(1),
  partial: false,
  risk: { level: 'high', state: 'atRisk' },
  signIns: [
    { id: 's-1', at: atMinute(1), outcome: 'blocked', headline: 'blocked by MFA', app: 'Payroll' },
  ],
};

/** What every store must do with what was read around cases, whichever database it is. */
export function caseContextsContract(name: string, setUp: () => Setup): void {
  describeStore(`what was read around cases in ${name}`, setUp, (opened) => {
    it('is kept whole, and a newer reading takes its place', async () => {
      const { contexts } = opened().store;
      expect(await contexts.find(tenantId, 'case')).toBeUndefined();
      await contexts.save(tenantId, 'case', whole);
      expect(await contexts.find(tenantId, 'case')).toEqual(whole);
      expect(await contexts.find(otherTenant, 'case')).toBeUndefined();
      const bare = { readAt: atMinute(9), upTo: atMinute(8), partial: true };
      await contexts.save(tenantId, 'case', bare);
      expect(await contexts.find(tenantId, 'case')).toEqual(bare);
    });

    it('is joined by the unresolved cases of one user, latest first, with their number in all', async () => {
      const { alerts, cases } = opened().store;
      const ofUser = (id: string, minute: number, change: Parameters<typeof theCase>[0] = {}) =>
        theCase({ id, key: id, lastAt: atMinute(minute), ...change });
      await alerts.write(tenantId, async (writer) => {
        await writer.saveCase(ofUser('old', 1));
        await writer.saveCase(ofUser('new', 9));
        await writer.saveCase(ofUser('middle', 5, { state: 'snoozed' }));
        await writer.saveCase(ofUser('done', 7, { state: 'resolved' }));
        await writer.saveCase(ofUser('other', 8, { user: { id: 'u-2', name: 'Bob' } }));
      });
      const { cases: own, total } = await cases.openOfUser(tenantId, 'u-1', 2);
      expect(own.map(({ id }) => id)).toEqual(['new', 'middle']);
      expect(total).toBe(3);
      expect(await cases.openOfUser(otherTenant, 'u-1', 2)).toEqual({ cases: [], total: 0 });
    });

    it('is left out while much is due, which is counted no further than asked', async () => {
      const { store } = opened();
      const due = (minute: number, atMost: number) =>
        store.outbox.countDue(tenantId, atMinute(minute), atMinute(minute - 1), atMost);
      expect(await due(99, 5)).toBe(0);
      await withCard(store);
      expect(await due(99, 5)).toBe(1);
      expect(await due(99, 0)).toBe(0);
      expect(await due(-99, 5)).toBe(0);
    });
  });
}
