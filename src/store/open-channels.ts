import type { OpenChannels } from '../ports/open-channels.ts';
import { withoutThread } from '../ports/subscriptions.ts';
import type { Engine } from './engine.ts';

/** Channels and group chats whose members may read each other's answers. */
export function createOpenChannels({ db }: Engine): OpenChannels {
  return {
    async open({ tenantId, conversationId, openedBy, openedAt }) {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('open_channels')
        .values({
          tenant_id: tenantId,
          conversation_id: withoutThread(conversationId),
          opened_by_id: openedBy.id,
          opened_by_name: openedBy.name,
          opened_at: openedAt.getTime(),
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'conversation_id']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows > 0n ? 'new' : 'already';
    },

    async close(tenantId, conversationId) {
      const { numDeletedRows } = await db
        .deleteFrom('open_channels')
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', withoutThread(conversationId))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async find(tenantId, givenId) {
      const row = await db
        .selectFrom('open_channels')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', withoutThread(givenId))
        .executeTakeFirst();
      return (
        row && {
          tenantId,
          conversationId: row.conversation_id,
          openedBy: { id: row.opened_by_id, name: row.opened_by_name },
          openedAt: new Date(row.opened_at),
        }
      );
    },
  };
}
