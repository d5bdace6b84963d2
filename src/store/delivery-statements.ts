import type { Kysely } from 'kysely';
import type { AlertWriter } from '../ports/alert-store.ts';
import { enqueue, replySubject } from './outbox-rows.ts';
import type { Database } from './schema.ts';
import { listSubscriptions } from './subscriptions.ts';

/** Where cases are shown, and requests to show them. */
export function deliveryStatements(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): Pick<
  AlertWriter,
  | 'liveSubscriptions'
  | 'messages'
  | 'saveMessage'
  | 'enqueueCard'
  | 'enqueueReply'
  | 'enqueueRemoval'
> {
  return {
    async liveSubscriptions() {
      const all = await listSubscriptions(db, tenantId);
      return all.filter(({ dead }) => dead === undefined);
    },

    async messages(caseId) {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .execute();
      return rows.map((row) => ({
        caseId: row.case_id,
        conversationId: row.conversation_id,
        activityId: row.activity_id,
        postedAt: new Date(row.posted_at),
        sentAt: new Date(row.sent_at),
      }));
    },

    async saveMessage({ caseId, conversationId, activityId, postedAt, sentAt }) {
      const columns = {
        activity_id: activityId,
        posted_at: postedAt.getTime(),
        sent_at: sentAt.getTime(),
      };
      await db
        .insertInto('messages')
        .values({
          tenant_id: tenantId,
          case_id: caseId,
          conversation_id: conversationId,
          ...columns,
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'case_id', 'conversation_id']).doUpdateSet(columns),
        )
        .execute();
    },

    enqueueCard: (caseId, conversationId, dueAt, hastens) =>
      enqueue(db, {
        tenantId,
        conversationId,
        kind: 'card',
        subject: caseId,
        dueAt,
        hastens,
        id: newId(),
      }),

    enqueueReply: (caseId, step, conversationId, dueAt) =>
      enqueue(db, {
        tenantId,
        conversationId,
        kind: 'reply',
        subject: replySubject(caseId, step),
        dueAt,
        id: newId(),
      }),

    enqueueRemoval: (conversationId, activityId, dueAt) =>
      enqueue(db, {
        tenantId,
        conversationId,
        kind: 'removal',
        subject: activityId,
        dueAt,
        id: newId(),
      }),
  };
}
