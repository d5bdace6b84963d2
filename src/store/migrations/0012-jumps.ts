import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Jumps of policies' blocks, and the ways to a policy's cases and to a case's sign-ins of some hours. */
export async function createJumps(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('policy_jumps')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('policy_id', 'text', (c) => c.notNull())
    .addColumn('began_at', 'bigint', (c) => c.notNull())
    .addColumn('read_at', 'bigint', (c) => c.notNull())
    .addColumn('told_at', 'bigint')
    .addColumn('found', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('policy_jumps_pk', ['tenant_id', 'policy_id', 'began_at'])
    .execute();
  const index = (name: string) => db.schema.createIndex(name).ifNotExists();
  await index('policy_jumps_by_age')
    .on('policy_jumps')
    .columns(['tenant_id', 'began_at'])
    .execute();
  await index('cases_of_policy')
    .on('cases')
    .columns(['tenant_id', 'policy_id', 'last_at'])
    .execute();
  await index('case_sign_ins_by_time')
    .on('case_sign_ins')
    .columns(['tenant_id', 'case_id', 'at'])
    .execute();
}
