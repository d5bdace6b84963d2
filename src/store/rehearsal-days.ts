import type { Kysely } from 'kysely';
import type { RehearsalDayWriter } from '../ports/rehearsal-days.ts';
import { inPieces } from './engine.ts';
import type { Database } from './schema.ts';

/** What report-only policies would have done, day by day. */
export function rehearsalDayStatements(db: Kysely<Database>, tenantId: string): RehearsalDayWriter {
  return {
    async saveRehearsalDays(days) {
      for (const piece of inPieces(days)) {
        await db
          .insertInto('rehearsal_days')
          .values(
            piece.map((one) => ({
              tenant_id: tenantId,
              day: one.day,
              policy_id: one.policyId,
              policy_name: one.policyName,
              blocked: one.blocked,
              blocked_people: one.blockedPeople,
              prompted: one.prompted,
              prompted_people: one.promptedPeople,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'day', 'policy_id']).doUpdateSet((row) => ({
              policy_name: row.ref('excluded.policy_name'),
              blocked: row.ref('excluded.blocked'),
              blocked_people: row.ref('excluded.blocked_people'),
              prompted: row.ref('excluded.prompted'),
              prompted_people: row.ref('excluded.prompted_people'),
            })),
          )
          .execute();
      }
    },

    async rehearsalDays(from, to) {
      const rows = await db
        .selectFrom('rehearsal_days')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .orderBy('day')
        .orderBy('policy_id')
        .execute();
      return rows.map((row) => ({
        day: row.day,
        policyId: row.policy_id,
        policyName: row.policy_name,
        blocked: row.blocked,
        blockedPeople: row.blocked_people,
        prompted: row.prompted,
        promptedPeople: row.prompted_people,
      }));
    },
  };
}
