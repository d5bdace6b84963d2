import type { KnownTrouble } from '../domain/trouble.ts';
import type { TroubleNotice, Troubles } from '../ports/troubles.ts';
import { type Engine, inPieces, writeAlone } from './engine.ts';
import type { TroubleNoticeRow, TroubleRow } from './schema.ts';

function toTrouble(row: TroubleRow): KnownTrouble {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    sentence: row.sentence,
    nextStep: row.next_step,
    since: new Date(row.since_at),
    endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
    revision: row.revision,
  };
}

function toRow(tenantId: string, trouble: KnownTrouble): TroubleRow {
  return {
    tenant_id: tenantId,
    id: trouble.id,
    kind: trouble.kind,
    subject: trouble.subject,
    sentence: trouble.sentence,
    next_step: trouble.nextStep,
    since_at: trouble.since.getTime(),
    ended_at: trouble.endedAt?.getTime() ?? null,
    revision: trouble.revision,
  };
}

function toNotice(row: TroubleNoticeRow): TroubleNotice {
  return {
    troubleId: row.trouble_id,
    conversationId: row.conversation_id,
    activityId: row.activity_id ?? undefined,
    shown: row.shown,
    attempts: row.attempts,
    dueAt: new Date(row.due_at),
  };
}

/** The bot's own troubles, in tables. */
export function createTroubles(engine: Engine): Troubles {
  const { db } = engine;
  return {
    async recent(tenantId, endedAfter) {
      const rows = await db
        .selectFrom('troubles')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where((where) =>
          where.or([where('ended_at', 'is', null), where('ended_at', '>', endedAfter.getTime())]),
        )
        .orderBy('since_at')
        .orderBy('id')
        .execute();
      return rows.map(toTrouble);
    },

    save: (tenantId, troubles) =>
      writeAlone(engine, tenantId, async (transaction) => {
        for (const trouble of troubles) {
          const row = toRow(tenantId, trouble);
          await transaction
            .insertInto('troubles')
            .values(row)
            .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
            .execute();
        }
      }),

    async notices(tenantId, troubleIds) {
      const notices: TroubleNotice[] = [];
      for (const piece of inPieces(troubleIds)) {
        const rows = await db
          .selectFrom('trouble_notices')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('trouble_id', 'in', piece)
          .execute();
        notices.push(...rows.map(toNotice));
      }
      return notices;
    },

    async saveNotice(tenantId, notice) {
      const row: TroubleNoticeRow = {
        tenant_id: tenantId,
        trouble_id: notice.troubleId,
        conversation_id: notice.conversationId,
        activity_id: notice.activityId ?? null,
        shown: notice.shown,
        attempts: notice.attempts,
        due_at: notice.dueAt.getTime(),
      };
      await db
        .insertInto('trouble_notices')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'trouble_id', 'conversation_id']).doUpdateSet(row),
        )
        .execute();
    },

    forgetBefore: (tenantId, before) =>
      writeAlone(engine, tenantId, async (transaction) => {
        const gone = await transaction
          .deleteFrom('troubles')
          .where('tenant_id', '=', tenantId)
          .where('ended_at', '<', before.getTime())
          .returning('id')
          .execute();
        for (const piece of inPieces(gone.map(({ id }) => id))) {
          await transaction
            .deleteFrom('trouble_notices')
            .where('tenant_id', '=', tenantId)
            .where('trouble_id', 'in', piece)
            .execute();
        }
      }),
  };
}
