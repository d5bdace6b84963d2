import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Channels and group chats in which answers may be read by everybody there, and how much alert cards say. The column
 * may be there already: SQLite's migrations run without a transaction, and a process may die half-way.
 */
export async function createPrivacy(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('open_channels')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('opened_by_id', 'text', (c) => c.notNull())
    .addColumn('opened_by_name', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('open_channels_pk', ['tenant_id', 'conversation_id'])
    .execute();
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === 'subscriptions')?.columns;
  if (known?.some(({ name }) => name === 'detail')) return;
  await db.schema.alterTable('subscriptions').addColumn('detail', 'text').execute();
}
