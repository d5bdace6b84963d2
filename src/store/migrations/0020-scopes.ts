import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Who looked at a protected person, until it is told and a day beyond. */
export async function createLookNotices(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('look_notices')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .addPrimaryKeyConstraint('look_notices_pk', ['tenant_id', 'id'])
    .execute();
}
