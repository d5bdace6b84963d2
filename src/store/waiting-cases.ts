import type { Kysely } from 'kysely';
import type { AlertWriter } from '../ports/alert-store.ts';
import { withHistories } from './case-rows.ts';
import { isOpen, isSnoozed } from './case-states.ts';
import type { Database } from './schema.ts';

/** Cases for which a time has come. Each goes by an index over those that wait alone: the rest may be any number. */
export function waitingCaseStatements(
  db: Kysely<Database>,
  tenantId: string,
): Pick<AlertWriter, 'casesToWake' | 'casesToLookAt' | 'lookAgain'> {
  return {
    async casesToWake(now) {
      const rows = await db
        .selectFrom('cases')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where(isSnoozed)
        .where('snoozed_until', '<=', now.getTime())
        .execute();
      return withHistories(db, tenantId, rows);
    },

    async casesToLookAt(now, limit) {
      const rows = await db
        .selectFrom('cases')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where(isOpen)
        .where('look_at', '<=', now.getTime())
        .orderBy('look_at')
        .limit(limit)
        .execute();
      return withHistories(db, tenantId, rows);
    },

    async lookAgain(caseId, at) {
      await db
        .updateTable('cases')
        .set({ look_at: at?.getTime() ?? null })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', caseId)
        .execute();
    },
  };
}
