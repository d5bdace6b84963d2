import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Where users were seen, and what report-only policies would have done day by day. */
export async function createHistories(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('user_countries')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('country', 'text', (c) => c.notNull())
    .addColumn('first_at', 'bigint', (c) => c.notNull())
    .addColumn('first_record', 'text', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('forget_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('user_countries_pk', ['tenant_id', 'who', 'country'])
    .execute();
  await db.schema
    .createIndex('user_countries_by_age')
    .ifNotExists()
    .on('user_countries')
    .columns(['tenant_id', 'forget_at'])
    .execute();
  await db.schema
    .createTable('rehearsal_days')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('policy_id', 'text', (c) => c.notNull())
    .addColumn('policy_name', 'text', (c) => c.notNull())
    .addColumn('blocked', 'bigint', (c) => c.notNull())
    .addColumn('blocked_people', 'bigint', (c) => c.notNull())
    .addColumn('prompted', 'bigint', (c) => c.notNull())
    .addColumn('prompted_people', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('rehearsal_days_pk', ['tenant_id', 'day', 'policy_id'])
    .execute();
}
