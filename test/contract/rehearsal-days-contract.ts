import { expect, it } from '@jest/globals';
import type { RehearsalDay } from '../../src/domain/rehearsal-day.ts';
import { tenantId } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const counted = (day: string, policyId: string, blocked = 1): RehearsalDay => ({
  day,
  policyId,
  policyName: `Policy ${policyId}`,
  blocked,
  blockedPeople: 2,
  prompted: 3,
  promptedPeople: 4,
});

/** What every store must know of what report-only policies would have done. */
export function rehearsalDaysContract(name: string, setUp: () => Setup): void {
  describeStore(`days of report-only policies in ${name}`, setUp, (opened) => {
    it('are given from one day to another, and replaced when they are counted again', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        const days = ['2026-11-19', '2026-11-20', '2026-11-21'].flatMap((day) => [
          counted(day, 'a'),
          counted(day, 'b'),
        ]);
        await writer.saveRehearsalDays(days);
        await writer.saveRehearsalDays([counted('2026-11-20', 'a', 7)]);
        expect(await writer.rehearsalDays('2026-11-20', '2026-11-20')).toEqual([
          counted('2026-11-20', 'a', 7),
          counted('2026-11-20', 'b'),
        ]);
        expect(await writer.rehearsalDays('2026-11-19', '2026-11-21')).toHaveLength(6);
        await writer.saveRehearsalDays([]);
      });
    });

    it('are forgotten with what else is old, and are the tenant’s own', async () => {
      const { store } = opened();
      const days = (tenant = tenantId) =>
        store.alerts.write(tenant, async (writer) =>
          (await writer.rehearsalDays('2026-01-01', '2026-12-31')).map(({ day }) => day),
        );
      await store.alerts.write(tenantId, (writer) =>
        writer.saveRehearsalDays([counted('2026-11-19', 'a'), counted('2026-11-20', 'a')]),
      );
      expect(await days('another-tenant')).toEqual([]);
      await store.alerts.forgetBefore('another-tenant', new Date('2026-12-01T00:00:00Z'));
      await store.alerts.forgetBefore(tenantId, new Date('2026-11-20T05:00:00Z'));
      expect(await days()).toEqual(['2026-11-20']);
    });
  });
}
