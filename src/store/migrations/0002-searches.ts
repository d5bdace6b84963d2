import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { EngineName } from '../engine.ts';
import type { Database } from '../schema.ts';

/** Searches of the unified audit log: jobs, what they found, the messages that show them, the day's submissions. */
export async function createSearchTables(db: Kysely<Database>, engine: EngineName): Promise<void> {
  const table = <Name extends string>(name: Name): CreateTableBuilder<Name, 'tenant_id'> =>
    db.schema
      .createTable(name)
      .ifNotExists()
      .addColumn('tenant_id', 'text', (c) => c.notNull());
  await table('search_jobs')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('job', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_jobs_pk', ['tenant_id', 'id'])
    .execute();
  await db.schema
    .createIndex('search_jobs_by_key')
    .ifNotExists()
    .on('search_jobs')
    .columns(['tenant_id', 'key', 'created_at'])
    .execute();
  await table('search_records')
    .addColumn('reading', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('job_id', 'text', (c) => c.notNull())
    .addColumn('packed', sql.raw(engine === 'postgres' ? 'bytea' : 'blob'), (c) => c.notNull())
    .addPrimaryKeyConstraint('search_records_pk', ['tenant_id', 'reading', 'seq'])
    .execute();
  await db.schema
    .createIndex('search_records_by_job')
    .ifNotExists()
    .on('search_records')
    .columns(['tenant_id', 'job_id'])
    .execute();
  await table('search_watchers')
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('activity_id', 'text', (c) => c.notNull())
    .addColumn('job_id', 'text', (c) => c.notNull())
    .addColumn('watcher', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_watchers_pk', ['tenant_id', 'conversation_id', 'activity_id'])
    .execute();
  await table('search_submissions')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_submissions_pk', ['tenant_id', 'id'])
    .execute();
  await db.schema
    .createIndex('search_submissions_by_age')
    .ifNotExists()
    .on('search_submissions')
    .columns(['tenant_id', 'at'])
    .execute();
}
