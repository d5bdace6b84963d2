import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Sign-ins that are evidence for a rule, alone or together. */
export async function createObservations(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('observations')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('ip', 'text')
    .addColumn('forget_at', 'bigint', (c) => c.notNull())
    .addColumn('finding', 'text')
    .addPrimaryKeyConstraint('observations_pk', ['tenant_id', 'rule', 'record_id', 'key'])
    .execute();
  const index = (name: string) => db.schema.createIndex(name).ifNotExists().on('observations');
  await index('observations_by_time').columns(['tenant_id', 'rule', 'key', 'at']).execute();
  await index('observations_by_age').columns(['tenant_id', 'forget_at']).execute();
}
