import { type Kysely, sql } from 'kysely';
import { isResolved } from './case-states.ts';
import type { Database } from './schema.ts';

/** Beyond what is forgotten of the log: in all thirteen months, so that a year can be looked back on. */
const keptLongerMs = 365 * 24 * 60 * 60_000;
const mostCases = 20;
const mostSignIns = 1_000;

/**
 * Drops resolved cases in which nothing happened for a year before that time, with all that belongs to
 * them; a few at once, the oldest first, and a large one in several calls. What nobody resolved stays.
 */
export async function forgetCases(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
): Promise<void> {
  const old = await db
    .selectFrom('cases')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where(isResolved)
    .where('last_at', '<', time - keptLongerMs)
    .orderBy('last_at')
    .limit(mostCases)
    .execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  const { numAffectedRows = 0n } = await sql`delete from case_sign_ins
    where tenant_id = ${tenantId} and (case_id, record_id) in (
      select case_id, record_id from case_sign_ins
      where tenant_id = ${tenantId} and case_id in (${sql.join(ids)}) limit ${sql.lit(mostSignIns)}
    )`.execute(db);
  if (numAffectedRows >= mostSignIns) return;
  for (const table of ['case_events', 'case_tallies', 'messages', 'case_context'] as const) {
    await db
      .deleteFrom(table)
      .where('tenant_id', '=', tenantId)
      .where('case_id', 'in', ids)
      .execute();
  }
  await db.deleteFrom('cases').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute();
}
