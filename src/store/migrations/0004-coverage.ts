import type { Kysely } from 'kysely';
import { mergeWindows } from '../merge-windows.ts';
import type { Database } from '../schema.ts';

/** Columns may be there already: SQLite's migrations run without a transaction, and a process may die half-way. */
async function markSweeps(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const ledger = tables.find(({ name }) => name === 'ledger');
  if (ledger?.columns.some(({ name }) => name === 'sweep_at')) return;
  await db.schema.alterTable('ledger').addColumn('sweep_at', 'bigint').execute();
}

async function createReadTables(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('read_spans')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('to_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('read_spans_pk', ['tenant_id', 'source', 'from_at'])
    .execute();
  await db.schema
    .createTable('read_hours')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('hour_at', 'bigint', (c) => c.notNull())
    .addColumn('reads', 'integer', (c) => c.notNull())
    .addColumn('row_count', 'bigint', (c) => c.notNull())
    .addColumn('new_rows', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('read_hours_pk', ['tenant_id', 'source', 'hour_at'])
    .execute();
  await db.schema
    .createTable('failed_reads')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('to_at', 'bigint', (c) => c.notNull())
    .addColumn('since_at', 'bigint', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('times', 'integer', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('failed_reads_pk', ['tenant_id', 'id'])
    .execute();
  await db.schema
    .createIndex('failed_reads_by_age')
    .ifNotExists()
    .on('failed_reads')
    .columns(['tenant_id', 'last_at'])
    .execute();
  await db.schema
    .createIndex('failed_reads_going_on')
    .ifNotExists()
    .on('failed_reads')
    .columns(['tenant_id', 'source', 'ended_at'])
    .execute();
  await db.schema
    .createTable('sweeps')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('to_at', 'bigint', (c) => c.notNull())
    .addColumn('read_to', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('row_count', 'integer', (c) => c.notNull())
    .addColumn('new_rows', 'integer', (c) => c.notNull())
    .addColumn('worst_lateness_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('sweeps_pk', ['tenant_id', 'source', 'started_at'])
    .execute();
}

/** What was read before this table was there. */
async function fillSpans(db: Kysely<Database>): Promise<void> {
  const filled = await db.selectFrom('read_spans').select('from_at').limit(1).executeTakeFirst();
  if (filled !== undefined) return;
  const sources = await db
    .selectFrom('ledger')
    .select(['tenant_id', 'source'])
    .distinct()
    .execute();
  for (const { tenant_id, source } of sources) {
    const reads = await db
      .selectFrom('ledger')
      .select(['from_at', 'to_at'])
      .where('tenant_id', '=', tenant_id)
      .where('source', '=', source)
      .execute();
    const spans = mergeWindows(reads);
    await db
      .insertInto('read_spans')
      .values(spans.map((span) => ({ tenant_id, source, ...span })))
      .execute();
  }
}

/** What was read without gaps, how much each hour, which reads failed and why, and the late sweeps. */
export async function createCoverage(db: Kysely<Database>): Promise<void> {
  await markSweeps(db);
  await createReadTables(db);
  await db.schema
    .createIndex('ledger_by_age')
    .ifNotExists()
    .on('ledger')
    .columns(['tenant_id', 'read_at'])
    .execute();
  await fillSpans(db);
}
