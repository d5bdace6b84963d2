import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

const caseColumns = [
  ['silence_id', 'text'],
  ['silence_until', 'bigint'],
  ['silence_by', 'text'],
  ['silence_reason', 'text'],
] as const;

/** Columns may be there already: SQLite's migrations run without a transaction, and a process may die half-way. */
async function addCaseColumns(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === 'cases')?.columns.map(({ name }) => name) ?? [];
  for (const [name, type] of caseColumns) {
    if (known.includes(name)) continue;
    await db.schema.alterTable('cases').addColumn(name, type).execute();
  }
}

/** Silences, and which of them holds a case back. */
export async function createSilences(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('silences')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('matcher', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('owner_name', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_by', 'text')
    .addColumn('held_back', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('silences_pk', ['tenant_id', 'id'])
    .execute();
  await addCaseColumns(db);
}
