import { expect, it } from '@jest/globals';
import type { KnownTrouble } from '../../src/domain/trouble.ts';
import { atMinute, tenantId } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const trouble = (change: Partial<KnownTrouble> = {}): KnownTrouble => ({
  id: 'trouble-1',
  kind: 'dead-channel',
  subject: '19:one',
  sentence: 'Alerts no longer reach “Security”.',
  nextStep: 'Add the bot there again.',
  since: atMinute(1),
  endedAt: undefined,
  revision: 1,
  ...change,
});

const notice = {
  troubleId: 'trouble-1',
  conversationId: '19:two',
  activityId: undefined,
  shown: 0,
  attempts: 1,
  dueAt: atMinute(2),
};

/** The bot's own troubles, whichever database keeps them. */
export function troublesContract(name: string, setUp: () => Setup): void {
  describeStore(`troubles of the watch in ${name}`, setUp, (opened) => {
    const troubles = () => opened().store.troubles;

    it('keeps open ones, and those that ended lately, oldest first', async () => {
      const later = trouble({ id: 'a-later', kind: 'gap', since: atMinute(5) });
      await troubles().save(tenantId, [later, trouble()]);
      expect(await troubles().recent(tenantId, atMinute(99))).toEqual([trouble(), later]);
      const ended = trouble({ endedAt: atMinute(9), revision: 2 });
      await troubles().save(tenantId, [ended]);
      expect(await troubles().recent(tenantId, atMinute(8))).toEqual([ended, later]);
      expect(await troubles().recent(tenantId, atMinute(9))).toEqual([later]);
      expect(await troubles().recent('another', atMinute(0))).toEqual([]);
    });

    it('knows who was told what', async () => {
      await troubles().saveNotice(tenantId, notice);
      const told = { ...notice, activityId: 'activity-1', shown: 1, attempts: 0 };
      await troubles().saveNotice(tenantId, told);
      expect(await troubles().notices(tenantId, ['trouble-1', 'unknown'])).toEqual([told]);
      expect(await troubles().notices('another', ['trouble-1'])).toEqual([]);
    });

    it('forgets by the end, and never what is still there', async () => {
      await troubles().save(tenantId, [trouble({ endedAt: atMinute(3) }), trouble({ id: 'open' })]);
      await troubles().saveNotice(tenantId, notice);
      await troubles().forgetBefore(tenantId, atMinute(3));
      expect(await troubles().recent(tenantId, atMinute(0))).toHaveLength(2);
      await troubles().forgetBefore(tenantId, atMinute(4));
      expect(await troubles().recent(tenantId, atMinute(0))).toMatchObject([{ id: 'open' }]);
      expect(await troubles().notices(tenantId, ['trouble-1'])).toEqual([]);
    });
  });
}
