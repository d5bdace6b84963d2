import { type Kysely, sql } from 'kysely';
import type { EngineName } from '../engine.ts';
import type { Database } from '../schema.ts';

/** Rows of these are never changed, and dropped only where retention has moved the anchor past them. */
const kept = ['looks', 'look_people'];

async function guardInSqlite(db: Kysely<Database>): Promise<void> {
  const refuse = sql`begin select raise(abort, 'the record of looks is append-only'); end`;
  for (const table of kept) {
    await sql`create trigger if not exists ${sql.ref(`${table}_no_update`)}
      before update on ${sql.table(table)} ${refuse}`.execute(db);
    await sql`create trigger if not exists ${sql.ref(`${table}_no_delete`)}
      before delete on ${sql.table(table)}
      when old.sequence > coalesce(
        (select sequence from look_anchors where tenant_id = old.tenant_id), 0) ${refuse}`.execute(
      db,
    );
  }
  await sql`create trigger if not exists look_anchors_only_on before update on look_anchors
    when new.sequence <= old.sequence or new.tenant_id <> old.tenant_id ${refuse}`.execute(db);
  await sql`create trigger if not exists look_anchors_no_delete
    before delete on look_anchors ${refuse}`.execute(db);
}

async function guardInPostgres(db: Kysely<Database>): Promise<void> {
  await sql`create or replace function refuse_look_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and tg_table_name <> 'look_anchors' and old.sequence <= (
        select sequence from look_anchors where tenant_id = old.tenant_id
      ) then return old; end if;
      if tg_op = 'UPDATE' and tg_table_name = 'look_anchors'
        and new.sequence > old.sequence and new.tenant_id = old.tenant_id
      then return new; end if;
      raise exception 'the record of looks is append-only';
    end $$`.execute(db);
  for (const table of [...kept, 'look_anchors']) {
    await sql`create or replace trigger ${sql.ref(`${table}_append_only`)}
      before update or delete on ${sql.table(table)}
      for each row execute function refuse_look_change()`.execute(db);
    await sql`create or replace trigger ${sql.ref(`${table}_no_truncate`)}
      before truncate on ${sql.table(table)}
      for each statement execute function refuse_look_change()`.execute(db);
  }
}

/** Who asked the bot what: a chain of rows for each tenant, whom they were about, and what the oldest row follows. */
export async function createLooks(db: Kysely<Database>, engine: EngineName): Promise<void> {
  await db.schema
    .createTable('looks')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('previous', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('record', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('looks_pk', ['tenant_id', 'sequence'])
    .execute();
  await db.schema
    .createTable('look_people')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('look_people_pk', ['tenant_id', 'person_id', 'sequence'])
    .execute();
  await db.schema
    .createTable('look_anchors')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  const index = (name: string) => db.schema.createIndex(name).ifNotExists();
  await index('looks_by_time').on('looks').columns(['tenant_id', 'at']).execute();
  await index('look_people_by_row').on('look_people').columns(['tenant_id', 'sequence']).execute();
  await (engine === 'sqlite' ? guardInSqlite(db) : guardInPostgres(db));
}
