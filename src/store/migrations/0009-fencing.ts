import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Counts the holders of each lease. The column may be there already: a process may die half-way. */
export async function createFencing(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const leases = tables.find(({ name }) => name === 'leases');
  if (leases?.columns.some(({ name }) => name === 'token')) return;
  await db.schema
    .alterTable('leases')
    .addColumn('token', 'bigint', (c) => c.notNull().defaultTo(1))
    .execute();
}
