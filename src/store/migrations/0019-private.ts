import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Channels and group chats in which answers may be read by everybody there. */
export async function createOpenChannelTable(db: Kysely<Database>): Promise<void> {
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
}
