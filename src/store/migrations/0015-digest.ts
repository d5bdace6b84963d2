import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Digests as they were made, ends of quiet times that were told, and the way to what was resolved in a time. */
export async function createDigests(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('digests')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('digests_pk', ['tenant_id', 'day'])
    .execute();
  await db.schema
    .createTable('quiet_ends')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('quiet_ends_pk', ['tenant_id', 'conversation_id', 'until_at'])
    .execute();
  await db.schema
    .createIndex('case_events_resolved')
    .ifNotExists()
    .on('case_events')
    .columns(['tenant_id', 'at'])
    .where(sql.ref('what'), '=', sql.lit('resolved'))
    .execute();
}
