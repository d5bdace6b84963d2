import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Readings of all mailboxes, what they found, changes of auditing that were asked for, and the cards that follow both. */
export async function createAuditing(db: Kysely<Database>): Promise<void> {
  const table = (name: string) =>
    db.schema
      .createTable(name)
      .ifNotExists()
      .addColumn('tenant_id', 'text', (c) => c.notNull());
  await table('audit_scans')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('scan', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_scans_pk', ['tenant_id', 'id'])
    .execute();
  await table('audit_findings')
    .addColumn('scan_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('finding', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_findings_pk', ['tenant_id', 'scan_id', 'kind', 'subject_id'])
    .execute();
  await db.schema
    .createIndex('audit_findings_in_order')
    .ifNotExists()
    .on('audit_findings')
    .columns(['tenant_id', 'scan_id', 'kind', 'seq'])
    .execute();
  await table('audit_changes')
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('is_open', 'integer')
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_changes_pk', ['tenant_id', 'number'])
    .execute();
  // Rows without `is_open` are all different to a unique index: one open change a switch, any number of past ones.
  await db.schema
    .createIndex('audit_changes_one_open')
    .ifNotExists()
    .unique()
    .on('audit_changes')
    .columns(['tenant_id', 'key', 'is_open'])
    .execute();
  await db.schema
    .createIndex('audit_changes_due')
    .ifNotExists()
    .on('audit_changes')
    .columns(['tenant_id', 'is_open', 'due_at'])
    .execute();
  await table('audit_followers')
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('activity_id', 'text', (c) => c.notNull())
    .addColumn('follower', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_followers_pk', ['tenant_id', 'conversation_id', 'activity_id'])
    .execute();
}
