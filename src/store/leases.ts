import type { Leases } from '../ports/lease.ts';
import type { Engine } from './engine.ts';

/** Leases as rows: one statement takes a free, expired or own one, so that of two replicas one gets it. */
export function createLeases({ db }: Engine): Leases {
  return {
    async acquire({ tenantId, job, holder }, now, ttlMs) {
      const expires_at = now.getTime() + ttlMs;
      const taken = await db
        .insertInto('leases')
        .values({ tenant_id: tenantId, job, holder, expires_at })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'job'])
            .doUpdateSet({ holder, expires_at })
            .where((or) =>
              or.or([
                or('leases.expires_at', '<=', now.getTime()),
                or('leases.holder', '=', holder),
              ]),
            ),
        )
        .returning('holder')
        .executeTakeFirst();
      return taken !== undefined;
    },

    async release({ tenantId, job, holder }) {
      await db
        .deleteFrom('leases')
        .where('tenant_id', '=', tenantId)
        .where('job', '=', job)
        .where('holder', '=', holder)
        .execute();
    },
  };
}
