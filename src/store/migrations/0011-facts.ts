import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** What was changed, line by line, on each case. The column may be there already: a process may die half-way. */
export async function createFacts(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const cases = tables.find(({ name }) => name === 'cases');
  if (cases?.columns.some(({ name }) => name === 'facts')) return;
  await db.schema.alterTable('cases').addColumn('facts', 'text').execute();
}
