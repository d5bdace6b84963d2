import { expect, it } from '@jest/globals';
import { aSilence, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const otherTenant = 'ffffffff-0000-4000-8000-000000000009';

/** What every store must do with silences, whichever database it is. */
export function silencesContract(name: string, setUp: () => Setup): void {
  describeStore(`silences in ${name}`, setUp, (opened) => {
    const write: ReturnType<typeof opened>['store']['alerts']['write'] = (tenant, work) =>
      opened().store.alerts.write(tenant, work);
    const silences = () => opened().store.silences;

    it('are kept whole, whatever they are about', async () => {
      const whole = {
        ...aSilence,
        matcher: {
          user: { id: 'u-1', name: 'Ada', userPrincipalName: 'ada@contoso.example' },
          policy: { name: 'CA “005”' },
          app: { id: 'a-1', name: 'Payroll' },
          ipRange: '2001:db8::/32',
          country: 'FR',
          rule: 'ca-block',
        },
        ended: { at: atMinute(5), by: 'Olga' },
      };
      await write(tenantId, (writer) => writer.saveSilence(whole));
      expect(await silences().find(tenantId, whole.id)).toEqual({ ...whole, heldBack: 0 });
      expect(await silences().find(otherTenant, whole.id)).toBeUndefined();
    });

    it('list what is in force or to come, the first to end first', async () => {
      await write(tenantId, async (writer) => {
        await writer.saveSilence({ ...aSilence, id: 'long', until: atMinute(90) });
        await writer.saveSilence({ ...aSilence, id: 'over', until: atMinute(10) });
        await writer.saveSilence({ ...aSilence, id: 'short', until: atMinute(30) });
        await writer.saveSilence({
          ...aSilence,
          id: 'later',
          from: atMinute(80),
          until: atMinute(99),
        });
        const ended = { at: atMinute(5), by: 'Olga' };
        await writer.saveSilence({ ...aSilence, id: 'ended', ended });
      });
      const listed = await silences().current(tenantId, atMinute(10));
      expect(listed.map(({ id }) => id)).toEqual(['short', 'long', 'later']);
      const near = await write(tenantId, (writer) => writer.silencesUntilAfter(atMinute(59)));
      expect(near.map(({ id }) => id)).toEqual(['ended', 'long', 'later']);
    });

    it('count what they held back, also when they are ended', async () => {
      await write(tenantId, async (writer) => {
        await writer.saveSilence(aSilence);
        await writer.noteHeldBack(aSilence.id, 3);
        await writer.noteHeldBack(aSilence.id, 4);
        await writer.saveSilence({ ...aSilence, ended: { at: atMinute(5), by: 'Olga' } });
        expect(await writer.findSilence(aSilence.id)).toMatchObject({
          heldBack: 7,
          ended: { at: atMinute(5), by: 'Olga' },
        });
      });
    });

    it('hold cases back until they end, and never resolved ones', async () => {
      const silence = { id: 's', until: atMinute(60), by: 'Olga', reason: 'VPN' };
      const held = theCase({ id: 'held', key: 'a', silence });
      await write(tenantId, async (writer) => {
        await writer.saveCase(held);
        await writer.saveCase(theCase({ id: 'done', key: 'b', state: 'resolved', silence }));
        await writer.saveCase(theCase({ id: 'free', key: 'c' }));
        expect(await writer.casesToUnsilence(atMinute(59))).toEqual([]);
        expect(await writer.casesToUnsilence(atMinute(60))).toEqual([held]);
        const all = await writer.everyUnresolvedCase();
        expect(all.map(({ id }) => id)).toEqual(['free', 'held']);
      });
      expect(await opened().store.cases.find(tenantId, 'held')).toEqual(held);
      const open = await opened().store.cases.open(tenantId, 1);
      expect(open).toMatchObject({ total: 2, silenced: 1 });
      const since = await opened().store.cases.since(tenantId, theCase().lastAt);
      expect(since.map(({ id }) => id).sort()).toEqual(['done', 'free', 'held']);
      expect(await opened().store.cases.since(tenantId, atMinute(500))).toEqual([]);
    });
  });
}
