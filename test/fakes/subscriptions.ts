import type { Subscription, Subscriptions } from '../../src/ports/subscriptions.ts';

/** Subscriptions in memory, as they stand. */
export interface FakeSubscriptions extends Subscriptions {
  readonly kept: Map<string, Subscription>;
}

const keyOf = (tenantId: string, conversationId: string) => `${tenantId} ${conversationId}`;

export function createFakeSubscriptions(): FakeSubscriptions {
  const kept = new Map<string, Subscription>();
  return {
    kept,
    async subscribe(subscription) {
      const { tenantId, conversationId } = subscription.target;
      const key = keyOf(tenantId, conversationId);
      const before = kept.get(key);
      const detail = subscription.target.detail ?? before?.target.detail;
      const target = { ...subscription.target, ...(detail && { detail }) };
      kept.set(key, { ...subscription, target });
      return before && !before.dead ? 'already' : 'new';
    },
    async unsubscribe(tenantId, conversationId) {
      return kept.delete(keyOf(tenantId, conversationId));
    },
    async list(tenantId) {
      return [...kept.values()].filter(({ target }) => target.tenantId === tenantId);
    },
  };
}
