import { describe, expect, it } from '@jest/globals';
import { DeliveryError } from '../../src/ports/notifier.ts';
import { aSubscription, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, never } from './world.ts';

describe('delivery', () => {
  it('does nothing in a throttled channel before Retry-After is over, then sends all', () =>
    inWorld(async ({ signIns, teams, watch, clock, deliverAll }) => {
      for (let n = 0; n < 5; n += 1)
        signIns.put(blocked({ id: `b${n}`, minute: 1, user: `u${n}`, policy: `P${n}` }));
      teams.failures.push(
        new DeliveryError('retry', 'throttled', { status: 429, retryAfterSeconds: 30 }),
      );
      clock.set(3);
      await watch.pollOnce(never);
      expect(await watch.deliverOnce(never)).toMatchObject({ retry: 1, posted: 0 });
      clock.pass(29_000);
      expect(await watch.deliverOnce(never)).toMatchObject({ retry: 0, posted: 0 });
      clock.pass(2_000);
      await deliverAll();
      expect(teams.shown()).toHaveLength(5);
    }));

  it('sends no more than seven messages a second and sixty in thirty seconds to one channel', () =>
    inWorld(async ({ signIns, watch, clock }) => {
      for (let n = 0; n < 90; n += 1)
        signIns.put(blocked({ id: `b${n}`, minute: 1, user: `u${n}`, policy: `P${n}` }));
      clock.set(3);
      await watch.pollOnce(never);
      const sent: number[] = [];
      for (let second = 0; second < 31; second += 1) {
        sent.push((await watch.deliverOnce(never)).posted);
        clock.pass(1_000);
      }
      expect(Math.max(...sent)).toBe(7);
      expect(sent.slice(0, 30).reduce((sum, n) => sum + n, 0)).toBe(60);
      expect(sent[30]).toBeGreaterThan(0);
    }));

  it('updates a card at most every three seconds, then with all that came', () =>
    inWorld(async ({ signIns, teams, at, watch, clock }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      for (const n of [1, 2, 3]) {
        signIns.put(blocked({ id: `more-${n}`, minute: 1 }));
        clock.pass(500);
        await watch.pollOnce(never);
        await watch.deliverOnce(never);
      }
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
      clock.pass(1_500);
      await watch.deliverOnce(never);
      expect(teams.calls.map(({ view }) => view?.countText)).toEqual(['1 sign-in', '4 sign-ins']);
    }));

  it('marks a dead channel with its reason, ends its tasks, and serves the others', () =>
    inWorld(async ({ signIns, teams, at, store, watch, clock }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      teams.failures.push(new DeliveryError('gone', 'The bot was removed.', { status: 403 }));
      clock.set(2);
      await watch.pollOnce(never);
      expect(await watch.deliverOnce(never)).toMatchObject({ gone: 1 });
      await store.subscriptions.subscribe(aSubscription('19:second@thread.tacv2'));
      signIns.put(blocked({ id: 'b2', minute: 2 }));
      await at(4);
      expect(teams.shown()).toEqual([]);
      expect(teams.shown('19:second@thread.tacv2')).toHaveLength(1);
      const [dead] = await store.subscriptions.list(tenantId);
      expect(dead?.dead?.reason).toBe('The bot was removed.');
      expect((await watch.health()).waiting).toBe(0);
    }));

  it('posts a card anew when somebody deleted it, and goes on with the new one', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      teams.delete('activity-1');
      signIns.put(blocked({ id: 'b2', minute: 3 }));
      await at(5);
      signIns.put(blocked({ id: 'b3', minute: 5 }));
      await at(7);
      expect(teams.calls.map(({ what, activityId }) => `${what} ${activityId}`)).toEqual([
        'post activity-1',
        'post activity-2',
        'update activity-2',
      ]);
    }));

  it('shows a refused card as given up, and tries again when its case grows', () =>
    inWorld(async ({ signIns, teams, at, watch, clock }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      teams.failures.push(new DeliveryError('refused', 'Too big.', { status: 413 }));
      clock.set(2);
      await watch.pollOnce(never);
      expect(await watch.deliverOnce(never)).toMatchObject({ 'given-up': 1 });
      expect(await watch.health()).toMatchObject({ givenUp: 1, waiting: 0 });
      signIns.put(blocked({ id: 'b2', minute: 3 }));
      await at(5);
      expect(teams.shown()[0]?.countText).toBe('2 sign-ins');
      expect(await watch.health()).toMatchObject({ givenUp: 0 });
    }));

  it('says how far it has read, and how long alerts have been waiting', () =>
    inWorld(async ({ signIns, watch, clock }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      clock.set(3);
      await watch.pollOnce(never);
      clock.pass(90_000);
      expect(await watch.health()).toMatchObject({
        lagSeconds: 120,
        waiting: 1,
        oldestWaitingSeconds: 90,
      });
    }));

  it('sends nothing to a channel that said `alerts off`', () =>
    inWorld(async ({ signIns, teams, at, store }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await store.subscriptions.unsubscribe(tenantId, channel);
      await at(3);
      expect(teams.calls).toEqual([]);
    }));
});
