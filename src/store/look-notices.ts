import type { LookNotice, LookNotices } from '../ports/look-notices.ts';
import type { Engine } from './engine.ts';
import type { LookNoticeRow } from './schema-looks.ts';

const tellable = ({ asker, person, reason }: LookNotice) => ({ asker, person, reason });

function toNotice(row: LookNoticeRow) {
  const { asker, person, reason }: ReturnType<typeof tellable> = JSON.parse(row.content);
  return {
    id: row.id,
    at: new Date(row.at),
    conversationId: row.conversation_id,
    attempts: row.attempts,
    ...{ asker, person, reason },
  };
}

/** Notices about look-ups of protected people, in a table. */
export function createLookNotices({ db }: Engine): LookNotices {
  const settle = (tenantId: string, id: string) =>
    db.updateTable('look_notices').where('tenant_id', '=', tenantId).where('id', '=', id);
  return {
    async add(tenantId, notice) {
      await db
        .insertInto('look_notices')
        .values({
          tenant_id: tenantId,
          id: notice.id,
          conversation_id: notice.conversationId,
          at: notice.at.getTime(),
          content: JSON.stringify(tellable(notice)),
          attempts: 0,
          due_at: notice.at.getTime(),
          sent_at: null,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
        .execute();
    },
    async due(tenantId, now, most) {
      const rows = await db
        .selectFrom('look_notices')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('sent_at', 'is', null)
        .where('due_at', '<=', now.getTime())
        .orderBy('at')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(toNotice);
    },
    async settleSent(tenantId, id, at) {
      await settle(tenantId, id).set({ sent_at: at.getTime() }).execute();
    },
    async settleRetry(tenantId, id, dueAt) {
      await settle(tenantId, id)
        .set((row) => ({ due_at: dueAt.getTime(), attempts: row('attempts', '+', 1) }))
        .execute();
    },
    async forgetBefore(tenantId, moment) {
      await db
        .deleteFrom('look_notices')
        .where('tenant_id', '=', tenantId)
        .where('sent_at', '<', moment.getTime())
        .execute();
    },
  };
}
