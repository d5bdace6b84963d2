import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const added = [
  ['cases', 'severity', 'text'],
  ['cases', 'verdict', 'text'],
  ['cases', 'routing', 'text'],
  ['messages', 'posted_at', 'bigint'],
] as const;

/**
 * How bad each case is, what happened in a word, where it is told, and when each of its cards was posted. Columns may
 * be there already: SQLite's migrations run without a transaction, and a process may die half-way.
 */
export async function createRouting(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  for (const [table, column, type] of added) {
    const known = tables.find(({ name }) => name === table)?.columns;
    if (known?.some(({ name }) => name === column)) continue;
    await db.schema.alterTable(table).addColumn(column, type).execute();
  }
  await db
    .updateTable('cases')
    .set({
      severity: sql`case rule when 'ca-block' then 'medium' when 'ca-prompt-unmet' then 'low' else 'high' end`,
      verdict: sql`case rule when 'ca-block' then 'Stopped' when 'ca-prompt-unmet' then 'Needs the user' else 'Changed' end`,
    })
    .where('severity', 'is', null)
    .execute();
  await db
    .updateTable('messages')
    .set({ posted_at: sql`sent_at` })
    .where('posted_at', 'is', null)
    .execute();
}
