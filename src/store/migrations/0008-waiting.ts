import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The column may be there already: SQLite's migrations run without a transaction, and a process may die half-way. */
async function addLookAt(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const cases = tables.find(({ name }) => name === 'cases');
  if (cases?.columns.some(({ name }) => name === 'look_at')) return;
  await db.schema
    .alterTable('cases')
    .addColumn('look_at', 'bigint', (c) => c.defaultTo(0))
    .execute();
}

/** Ways to the few cases for which a time comes, and to what is old enough to go, past all the others. */
export async function createWaiting(db: Kysely<Database>): Promise<void> {
  await addLookAt(db);
  const index = (name: string) => db.schema.createIndex(name).ifNotExists();
  await index('cases_to_wake')
    .on('cases')
    .columns(['tenant_id', 'snoozed_until'])
    .where(sql.ref('state'), '=', sql.lit('snoozed'))
    .execute();
  await index('cases_to_look_at')
    .on('cases')
    .columns(['tenant_id', 'look_at'])
    .where(sql.ref('state'), '=', sql.lit('open'))
    .execute();
  await index('cases_to_unsilence')
    .on('cases')
    .columns(['tenant_id', 'silence_until'])
    .where(sql.ref('state'), '!=', sql.lit('resolved'))
    .where(sql.ref('silence_until'), 'is not', null)
    .execute();
  await index('cases_by_age').on('cases').columns(['tenant_id', 'last_at']).execute();
  await index('cases_to_forget')
    .on('cases')
    .columns(['tenant_id', 'last_at'])
    .where(sql.ref('state'), '=', sql.lit('resolved'))
    .execute();
  await index('silences_by_end').on('silences').columns(['tenant_id', 'until_at']).execute();
}
