import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** What was read around each case, and the way to all cases of a user. */
export async function createContexts(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('case_context')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('read_at', 'bigint', (c) => c.notNull())
    .addColumn('context', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('case_context_pk', ['tenant_id', 'case_id'])
    .execute();
  await db.schema
    .createIndex('cases_by_user')
    .ifNotExists()
    .on('cases')
    .columns(['tenant_id', 'user_id', 'last_at'])
    .execute();
}
