import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** The ledger's entry from which the poll goes on stays, however old it is. */
const isNotTheNewest = sql<boolean>`to_at < (
  select newest.to_at from ledger as newest
  where newest.tenant_id = ledger.tenant_id and newest.source = ledger.source and newest.sweep_at is null
  order by newest.to_at desc limit 1
)`;

/** Drops what the watch knew before that time. Each statement goes by an index on age: it costs what it drops. */
export async function forgetBefore(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
): Promise<void> {
  await db
    .deleteFrom('seen')
    .where('tenant_id', '=', tenantId)
    .where('first_seen_at', '<', time)
    .execute();
  await db
    .deleteFrom('candidates')
    .where('tenant_id', '=', tenantId)
    .where('at', '<', time)
    .execute();
  await db
    .deleteFrom('ledger')
    .where('tenant_id', '=', tenantId)
    .where('read_at', '<', time)
    .where(isNotTheNewest)
    .execute();
  await db
    .deleteFrom('failed_reads')
    .where('tenant_id', '=', tenantId)
    .where('last_at', '<', time)
    .execute();
  await db
    .deleteFrom('sweeps')
    .where('tenant_id', '=', tenantId)
    .where('started_at', '<', time)
    .execute();
  await db
    .deleteFrom('read_hours')
    .where('tenant_id', '=', tenantId)
    .where('hour_at', '<', time)
    .execute();
  await db
    .deleteFrom('read_spans')
    .where('tenant_id', '=', tenantId)
    .where('to_at', '<', time)
    .where(
      sql<boolean>`exists (select 1 from read_spans as later where later.tenant_id = read_spans.tenant_id and later.source = read_spans.source and later.from_at > read_spans.from_at and later.from_at <= ${time})`,
    )
    .execute();
}
