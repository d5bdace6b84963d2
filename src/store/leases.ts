import { type Kysely, sql } from 'kysely';
import { type Fence, LeaseLost, type Leases } from '../ports/lease.ts';
import type { Engine } from './engine.ts';
import type { Database } from './schema.ts';

/** No process calls itself so: the job is free, and its row keeps the count of tokens. */
const nobody = '';

/** Leases as rows: one statement takes a free, expired or own one, so that of two replicas one gets it. */
export function createLeases({ db }: Engine): Leases {
  return {
    async acquire({ tenantId, job, holder }, now, ttlMs) {
      const expires_at = now.getTime() + ttlMs;
      const taken = await db
        .insertInto('leases')
        .values({ tenant_id: tenantId, job, holder, expires_at, token: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'job'])
            .doUpdateSet({
              holder,
              expires_at,
              token: sql<number>`leases.token + case when leases.holder = ${holder} then 0 else 1 end`,
            })
            .where((or) =>
              or.or([
                or('leases.expires_at', '<=', now.getTime()),
                or('leases.holder', '=', holder),
              ]),
            ),
        )
        .returning('token')
        .executeTakeFirst();
      return taken?.token;
    },

    async release({ tenantId, job, holder }) {
      await db
        .updateTable('leases')
        .set({ holder: nobody, expires_at: 0 })
        .where('tenant_id', '=', tenantId)
        .where('job', '=', job)
        .where('holder', '=', holder)
        .execute();
    },
  };
}

/**
 * Throws `LeaseLost` unless the token is the newest. The row stays locked until the caller's transaction
 * ends, so that nobody takes the lease between this look and the commit.
 */
export async function checkFence(
  { name }: Pick<Engine, 'name'>,
  transaction: Kysely<Database>,
  tenantId: string,
  { job, token }: Fence,
): Promise<void> {
  const asked = transaction
    .selectFrom('leases')
    .select('token')
    .where('tenant_id', '=', tenantId)
    .where('job', '=', job)
    .where('token', '=', token)
    .where('holder', '!=', nobody);
  const held = await (name === 'postgres' ? asked.forUpdate() : asked).executeTakeFirst();
  if (held === undefined) throw new LeaseLost(`another replica has the job ${job}`);
}
