import { expect, it } from '@jest/globals';
import { aSubscription, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import {
  channel,
  claimAt,
  claimed,
  describeStore,
  type Setup,
  sentAs,
  withCard,
} from './store-setup.ts';

const long = 60;

/** What every store must do with what is to be sent, whichever database it is. */
export function outboxContract(name: string, setUp: () => Setup): void {
  describeStore(`an outbox in ${name}`, setUp, (opened) => {
    it('hands a task to one holder, and to another only when the first must have died', async () => {
      const { store } = opened();
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
      const { store } = opened();
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
      const { store } = opened();
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

    it('keeps the time for which a card was put off, unless it is hastened', async () => {
      const { store } = opened();
      await store.subscriptions.subscribe(aSubscription(channel));
      const ask = (minute: number, hastens?: boolean) =>
        store.alerts.write(tenantId, async (writer) => {
          await writer.saveCase(theCase());
          await writer.enqueueCard(theCase().id, channel, atMinute(minute), hastens);
        });
      await ask(60);
      await ask(1);
      expect(await claimAt(store, atMinute(59))).toBeUndefined();
      await ask(90, true);
      expect(await claimAt(store, atMinute(59))).toBeUndefined();
      await ask(2, true);
      expect(await claimAt(store, atMinute(1))).toBeUndefined();
      const claim = await claimed(store, atMinute(2));
      await store.outbox.settleRetry(claim, atMinute(30), 'throttled');
      await ask(3, true);
      expect(await claimAt(store, atMinute(29))).toBeUndefined();
      expect(await claimAt(store, atMinute(30))).toBeDefined();
    });

    it('knows when a card was posted, whatever became of it since', async () => {
      const { store } = opened();
      await withCard(store);
      const shown = () => store.alerts.write(tenantId, (writer) => writer.messages(theCase().id));
      const send = async (minute: number) => {
        await store.outbox.settleSent(
          await claimed(store, atMinute(minute)),
          sentAs('a1', atMinute(minute)),
        );
        await store.alerts.write(tenantId, (writer) =>
          writer.enqueueCard(theCase().id, channel, atMinute(minute)),
        );
      };
      await send(1);
      await send(9);
      expect(await shown()).toMatchObject([{ postedAt: atMinute(1), sentAt: atMinute(9) }]);
      await store.outbox.settleLost(await claimed(store, atMinute(10)), atMinute(10));
      await send(11);
      expect(await shown()).toMatchObject([{ postedAt: atMinute(11), sentAt: atMinute(11) }]);
    });

    it('hands out a reply with the step that it tells and the card that it stands below, once', async () => {
      const { store } = opened();
      const step = {
        at: atMinute(5),
        by: { id: 'bot', name: 'The bot' },
        what: 'reminded',
      } as const;
      await withCard(store, theCase({ history: [step] }));
      const ask = () =>
        store.alerts.write(tenantId, (w) => w.enqueueReply(theCase().id, 0, channel, atMinute(5)));
      await store.outbox.settleSent(await claimed(store, atMinute(0)), sentAs('a1', atMinute(0)));
      await ask();
      await ask();
      const reply = await claimed(store, atMinute(5));
      expect(reply).toMatchObject({ kind: 'reply', event: step, activityId: 'a1' });
      await store.outbox.settleSent(reply, sentAs('r1', atMinute(5)));
      const [shown] = await store.alerts.write(tenantId, (w) => w.messages(theCase().id));
      expect(shown).toMatchObject({ activityId: 'a1' });
    });

    it('keeps a task alive that was asked for again while its message was in flight', async () => {
      const { store } = opened();
      await withCard(store);
      const post = await claimed(store, atMinute(0));
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(0)));
      await store.outbox.settleSent(post, sentAs('a1', atMinute(0)));
      expect(await claimAt(store, atMinute(0.02))).toBeUndefined();
      expect(await claimAt(store, atMinute(0.1))).toMatchObject({ activityId: 'a1' });
    });

    it('recognises that another holder has posted already, and queues the removal of the second', async () => {
      const { store } = opened();
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
      const { store } = opened();
      await withCard(store);
      const slow = await claimed(store, atMinute(0));
      const quick = await claimed(store, atMinute(2));
      await store.outbox.settleRetry(slow, atMinute(long), 'late');
      await store.outbox.settleGivenUp(slow, 'late');
      await store.outbox.settleRetry(quick, atMinute(3), 'throttled');
      expect(await claimAt(store, atMinute(3))).toMatchObject({ attempts: 3 });
    });

    it('shows what was given up, and tries it again when the case changes', async () => {
      const { store } = opened();
      await withCard(store);
      await store.outbox.settleGivenUp(await claimed(store, atMinute(0)), 'too big');
      expect(await store.outbox.backlog(tenantId)).toEqual({ waiting: 0, givenUp: 1 });
      expect(await claimAt(store, atMinute(long))).toBeUndefined();
      await store.alerts.write(tenantId, (w) => w.enqueueCard(theCase().id, channel, atMinute(5)));
      expect(await claimAt(store, atMinute(5))).toMatchObject({ attempts: 1 });
    });

    it('posts anew after the message to update was lost', async () => {
      const { store } = opened();
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
      const { store } = opened();
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
  });
}
