import type { OpenChannel, OpenChannels } from '../../src/ports/open-channels.ts';
import { withoutThread } from '../../src/ports/subscriptions.ts';

/** Opened channels in memory. */
export function createFakeOpenChannels(): OpenChannels & {
  readonly kept: Map<string, OpenChannel>;
} {
  const kept = new Map<string, OpenChannel>();
  const keyOf = (tenantId: string, conversationId: string) =>
    `${tenantId} ${withoutThread(conversationId)}`;
  return {
    kept,
    async open(channel) {
      const key = keyOf(channel.tenantId, channel.conversationId);
      if (kept.has(key)) return 'already';
      kept.set(key, { ...channel, conversationId: withoutThread(channel.conversationId) });
      return 'new';
    },
    async close(tenantId, conversationId) {
      return kept.delete(keyOf(tenantId, conversationId));
    },
    async find(tenantId, conversationId) {
      return kept.get(keyOf(tenantId, conversationId));
    },
  };
}
