import { type Kysely, type RawBuilder, sql } from 'kysely';
import { forgetCases } from './forget-cases.ts';
import type { Database } from './schema.ts';

/** One call drops so many rows of a table at most, so that no poll waits for it: a storm goes in several. */
export const mostAtOnce = 5_000;

/** The ledger's entry from which the poll goes on stays, however old it is. */
const isNotTheNewest = sql<boolean>`to_at < (
  select newest.to_at from ledger as newest
  where newest.tenant_id = ledger.tenant_id and newest.source = ledger.source and newest.sweep_at is null
  order by newest.to_at desc limit 1
)`;

interface Old {
  readonly key: readonly string[];
  readonly age: string;
  readonly also?: RawBuilder<boolean>;
}

const old = {
  seen: { key: ['source', 'record_id'], age: 'first_seen_at' },
  candidates: { key: ['record_id'], age: 'at' },
  ledger: { key: ['id'], age: 'read_at', also: isNotTheNewest },
  observations: { key: ['rule', 'key', 'record_id'], age: 'forget_at' },
} satisfies Partial<Record<keyof Database, Old>>;

/** The oldest go first; what is found by an index on age costs what is dropped, not what is there. */
async function drop(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
  table: keyof typeof old,
): Promise<void> {
  const { key, age, also = sql`1 = 1` }: Old = old[table];
  const keys = sql.join(key.map((column) => sql.ref(column)));
  await sql`delete from ${sql.table(table)}
    where tenant_id = ${tenantId} and (${keys}) in (
      select ${keys} from ${sql.table(table)}
      where tenant_id = ${tenantId} and ${sql.ref(age)} < ${time} and ${also}
      order by ${sql.ref(age)} limit ${sql.lit(mostAtOnce)}
    )`.execute(db);
}

/** Drops evidence that is to be forgotten then. */
export function forgetObservations(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
): Promise<void> {
  return drop(db, tenantId, time, 'observations');
}

/** Drops what the watch knew before that time, and cases that ended long before. */
export async function forgetBefore(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
): Promise<void> {
  await drop(db, tenantId, time, 'seen');
  await drop(db, tenantId, time, 'candidates');
  await drop(db, tenantId, time, 'ledger');
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
  await db
    .deleteFrom('outbox')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'given-up')
    .where('due_at', '<', time)
    .execute();
  await db
    .deleteFrom('policy_jumps')
    .where('tenant_id', '=', tenantId)
    .where('began_at', '<', time)
    .execute();
  await db
    .deleteFrom('digests')
    .where('tenant_id', '=', tenantId)
    .where('made_at', '<', time)
    .execute();
  await db
    .deleteFrom('quiet_ends')
    .where('tenant_id', '=', tenantId)
    .where('until_at', '<', time)
    .execute();
  await forgetCases(db, tenantId, time);
}
