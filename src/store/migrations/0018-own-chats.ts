import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const added = [
  ['receives', 'integer', 1],
  ['owner_id', 'text', null],
] as const;

/**
 * Chats of the bot with one person each, which get what is for her and no alerts unless she asked for them. Columns may
 * be there already: SQLite's migrations run without a transaction, and a process may die half-way.
 */
export async function createOwnChats(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === 'subscriptions')?.columns;
  for (const [column, type, usual] of added) {
    if (known?.some(({ name }) => name === column)) continue;
    await db.schema
      .alterTable('subscriptions')
      .addColumn(column, type, (c) => (usual === null ? c : c.notNull().defaultTo(usual)))
      .execute();
  }
  await db
    .updateTable('subscriptions')
    .set({ owner_id: sql`created_by_id` })
    .where('kind', '=', 'personal')
    .execute();
}
