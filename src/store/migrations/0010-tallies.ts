import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The column may be there already: SQLite's migrations run without a transaction, and a process may die half-way. */
async function addSpread(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables();
  const cases = tables.find(({ name }) => name === 'cases');
  if (cases?.columns.some(({ name }) => name === 'spread')) return;
  await db.schema
    .alterTable('cases')
    .addColumn('spread', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}

/** Cases of many people: how their sign-ins spread, and the way to who was struck by a policy lately. */
export async function createTallies(db: Kysely<Database>): Promise<void> {
  await addSpread(db);
  await db.schema
    .createTable('case_tallies')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('case_id', 'text', (c) => c.notNull())
    .addColumn('facet', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('case_tallies_pk', ['tenant_id', 'case_id', 'facet', 'value'])
    .execute();
  await db.schema
    .createIndex('cases_by_policy')
    .ifNotExists()
    .on('cases')
    .columns(['tenant_id', 'policy_id', 'last_at'])
    .where(sql.ref('state'), '!=', sql.lit('resolved'))
    .execute();
}
