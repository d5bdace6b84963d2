import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { EngineName } from '../engine.ts';
import type { Database } from '../schema.ts';

type Table<Name extends string> = CreateTableBuilder<Name, 'tenant_id'>;

/**
 * Subscriptions, what was seen, cases, outbox, messages, read ledger and leases. Each step may find
 * its table there already: Kysely runs SQLite's migrations without a transaction, and a process may die half-way.
 */
export async function createAlertTables(db: Kysely<Database>, engine: EngineName): Promise<void> {
  await createCases(db);
  await createWatchTables(db, engine);
  await createDeliveryTables(db);
}

function tenantTable<Name extends string>(db: Kysely<Database>, name: Name): Table<Name> {
  return db.schema
    .createTable(name)
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull());
}

async function createCases(db: Kysely<Database>): Promise<void> {
  await tenantTable(db, 'cases')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('user_name', 'text', (c) => c.notNull())
    .addColumn('user_principal_name', 'text')
    .addColumn('policy_id', 'text')
    .addColumn('policy_name', 'text')
    .addColumn('app_id', 'text')
    .addColumn('app_name', 'text', (c) => c.notNull())
    .addColumn('headline', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('next_step', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('first_at', 'bigint', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('latest', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text')
    .addColumn('owner_name', 'text')
    .addColumn('snoozed_until', 'bigint')
    .addPrimaryKeyConstraint('cases_pk', ['tenant_id', 'id'])
    .execute();
  await db.schema
    .createIndex('cases_one_unresolved_per_key')
    .ifNotExists()
    .unique()
    .on('cases')
    .columns(['tenant_id', 'key'])
    .where(sql.ref('state'), '!=', sql.lit('resolved'))
    .execute();
  await tenantTable(db, 'case_sign_ins')
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('case_sign_ins_pk', ['tenant_id', 'case_id', 'record_id'])
    .execute();
  await db.schema
    .createIndex('case_sign_ins_by_record')
    .ifNotExists()
    .on('case_sign_ins')
    .columns(['tenant_id', 'record_id'])
    .execute();
  await tenantTable(db, 'case_events')
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('by_name', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('until', 'bigint')
    .addPrimaryKeyConstraint('case_events_pk', ['tenant_id', 'case_id', 'seq'])
    .addForeignKeyConstraint('case_events_case', ['tenant_id', 'case_id'], 'cases', [
      'tenant_id',
      'id',
    ])
    .execute();
}

async function createWatchTables(db: Kysely<Database>, engine: EngineName): Promise<void> {
  const seen = tenantTable(db, 'seen')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('outcome', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('first_seen_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('seen_pk', ['tenant_id', 'source', 'record_id']);
  await (engine === 'sqlite' ? seen.modifyEnd(sql`without rowid`) : seen).execute();
  await db.schema
    .createIndex('seen_by_age')
    .ifNotExists()
    .on('seen')
    .columns(['tenant_id', 'first_seen_at'])
    .execute();
  await tenantTable(db, 'candidates')
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('finding', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('candidates_pk', ['tenant_id', 'record_id'])
    .execute();
  await tenantTable(db, 'ledger')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('to_at', 'bigint', (c) => c.notNull())
    .addColumn('read_at', 'bigint', (c) => c.notNull())
    .addColumn('pages', 'integer', (c) => c.notNull())
    .addColumn('row_count', 'integer', (c) => c.notNull())
    .addColumn('new_rows', 'integer', (c) => c.notNull())
    .addColumn('worst_lateness_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ledger_pk', ['tenant_id', 'id'])
    .execute();
  await db.schema
    .createIndex('ledger_by_end')
    .ifNotExists()
    .on('ledger')
    .columns(['tenant_id', 'source', 'to_at'])
    .execute();
  await tenantTable(db, 'leases')
    .addColumn('job', 'text', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('leases_pk', ['tenant_id', 'job'])
    .execute();
}

async function createDeliveryTables(db: Kysely<Database>): Promise<void> {
  await tenantTable(db, 'subscriptions')
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('service_url', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('bot_id', 'text', (c) => c.notNull())
    .addColumn('bot_name', 'text')
    .addColumn('created_by_id', 'text', (c) => c.notNull())
    .addColumn('created_by_name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('dead_at', 'bigint')
    .addColumn('dead_reason', 'text')
    .addPrimaryKeyConstraint('subscriptions_pk', ['tenant_id', 'conversation_id'])
    .execute();
  await tenantTable(db, 'outbox')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('claimed_at', 'bigint')
    .addColumn('token', 'text')
    .addColumn('last_error', 'text')
    .addPrimaryKeyConstraint('outbox_pk', ['tenant_id', 'id'])
    .addUniqueConstraint('outbox_one_per_subject', [
      'tenant_id',
      'conversation_id',
      'kind',
      'subject',
    ])
    .execute();
  await tenantTable(db, 'messages')
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('activity_id', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('messages_pk', ['tenant_id', 'case_id', 'conversation_id'])
    .addForeignKeyConstraint('messages_case', ['tenant_id', 'case_id'], 'cases', [
      'tenant_id',
      'id',
    ])
    .execute();
}
