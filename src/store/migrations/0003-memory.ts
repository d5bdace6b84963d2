import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** The last question of each conversation, and questions people keep under a name. */
export async function createMemoryTables(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('last_questions')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('last_questions_pk', ['tenant_id', 'conversation_id'])
    .execute();
  await db.schema
    .createTable('saved_questions')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('saved_questions_pk', ['tenant_id', 'person_id', 'key'])
    .execute();
}
