import { expect, it } from '@jest/globals';
import { aSubscription, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const dana = { id: 'D0000000-0000-4000-8000-00000000000d', name: 'Dana' };
const target = (conversationId: string, serviceUrl = 'https://smba.trafficmanager.net/emea/') => ({
  ...aSubscription(conversationId).target,
  kind: 'personal' as const,
  serviceUrl,
});
const chat = (conversationId: string, serviceUrl?: string) => ({
  target: target(conversationId, serviceUrl),
  owner: dana,
});

/** What every store must know of people's chats with the bot. */
export function ownChatsContract(name: string, setUp: () => Setup): void {
  describeStore(`people’s own chats in ${name}`, setUp, (opened) => {
    it('are found by whose they are, the latest first, and receive no alerts', async () => {
      const { ownChats, subscriptions } = opened().store;
      expect(await ownChats.of(tenantId, dana.id)).toBeUndefined();
      await ownChats.note(chat('a:old'), atMinute(1));
      await ownChats.note(chat('a:new'), atMinute(2));
      await ownChats.note(chat('a:new', 'https://smba.trafficmanager.net/amer/'), atMinute(3));
      const found = await ownChats.of(tenantId, dana.id.toLowerCase());
      expect(found?.target).toEqual(target('a:new', 'https://smba.trafficmanager.net/amer/'));
      expect(found?.owner.name).toBe('Dana');
      expect(await ownChats.of('another-tenant', dana.id)).toBeUndefined();
      expect(await subscriptions.list(tenantId)).toEqual([]);
    });

    it('may ask for alerts, and stay known when they want no more', async () => {
      const { ownChats, subscriptions } = opened().store;
      const subscription = { target: target('a:dana'), createdBy: dana, createdAt: atMinute(1) };
      await ownChats.note(chat('a:dana'), atMinute(0));
      expect(await subscriptions.subscribe(subscription)).toBe('new');
      expect(await subscriptions.subscribe(subscription)).toBe('already');
      await ownChats.note(chat('a:dana'), atMinute(2));
      expect(await subscriptions.list(tenantId)).toHaveLength(1);
      expect(await subscriptions.unsubscribe(tenantId, 'a:dana')).toBe(true);
      expect(await subscriptions.unsubscribe(tenantId, 'a:dana')).toBe(false);
      expect(await subscriptions.list(tenantId)).toEqual([]);
      expect(await ownChats.of(tenantId, dana.id)).toMatchObject({ owner: { name: 'Dana' } });
    });

    it('are sent what is for them, and are none once Teams refuses the bot, until she writes again', async () => {
      const { store } = opened();
      const { ownChats, outbox } = store;
      await ownChats.note(chat('a:dana'), atMinute(0));
      await store.alerts.write(tenantId, async (writer) => {
        expect((await writer.ownChatOf(dana.id))?.target.conversationId).toBe('a:dana');
        expect(await writer.ownChatsAmong(['a:dana', 'a:else'])).toEqual(['a:dana']);
        await writer.saveCase(theCase());
        await writer.enqueueCard('case-1', 'a:dana', atMinute(1));
      });
      expect(await outbox.dueConversations(tenantId, atMinute(2), atMinute(-9), 9)).toEqual([
        'a:dana',
      ]);
      const claim = await outbox.claimNext(tenantId, 'a:dana', atMinute(2), atMinute(-9));
      if (claim === undefined) throw new Error('nothing to send');
      await outbox.settleGone(claim, atMinute(2), 'removed');
      expect(await ownChats.of(tenantId, dana.id)).toBeUndefined();
      await ownChats.note(chat('a:dana'), atMinute(5));
      expect(await ownChats.of(tenantId, dana.id)).toBeDefined();
    });
  });
}
