import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Columns may be there already: SQLite's migrations run without a transaction, and a process may die half-way. */
async function missing(
  db: Kysely<Database>,
  table: 'cases' | 'messages',
  wanted: readonly string[],
): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name);
  return wanted.filter((name) => !known?.includes(name));
}

/** How bad each case is, what happened in a word, where it is told, and when each of its cards was posted. */
export async function createRouting(db: Kysely<Database>): Promise<void> {
  for (const column of await missing(db, 'cases', ['severity', 'verdict', 'routing'])) {
    await db.schema.alterTable('cases').addColumn(column, 'text').execute();
  }
  for (const column of await missing(db, 'messages', ['posted_at'])) {
    await db.schema.alterTable('messages').addColumn(column, 'bigint').execute();
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
