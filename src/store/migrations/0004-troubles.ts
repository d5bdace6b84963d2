import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** What is wrong with the watch itself, and which conversation was told. */
export async function createTroubleTables(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('troubles')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('sentence', 'text', (c) => c.notNull())
    .addColumn('next_step', 'text', (c) => c.notNull())
    .addColumn('since_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('troubles_pk', ['tenant_id', 'id'])
    .execute();
  await db.schema
    .createTable('trouble_notices')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('trouble_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('activity_id', 'text')
    .addColumn('shown', 'integer', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('trouble_notices_pk', ['tenant_id', 'trouble_id', 'conversation_id'])
    .execute();
}
