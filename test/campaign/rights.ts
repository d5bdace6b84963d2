import type { Fence, Leases } from '../../src/ports/lease.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Tally } from './tally.ts';

/** The newest tokens that were given, by job. */
export type Rights = Map<string, number>;

/** The same store; it notes which writes were stored though their token was not the newest when they began. */
export function watched(
  { alerts, leases }: Pick<Store, 'alerts' | 'leases'>,
  rights: Rights,
  tally: Tally,
): Pick<Store, 'alerts' | 'leases'> {
  const isOld = (fence: Fence | undefined): boolean =>
    fence === undefined || fence.token < (rights.get(fence.job) ?? 0);
  const watchedLeases: Leases = {
    ...leases,
    async acquire(lease, now, ttlMs) {
      const token = await leases.acquire(lease, now, ttlMs);
      if (token !== undefined) rights.set(lease.job, Math.max(token, rights.get(lease.job) ?? 0));
      return token;
    },
    release: (lease) => leases.release(lease),
  };
  return {
    leases: watchedLeases,
    alerts: {
      ...alerts,
      async write(tenantId, work, fence) {
        const wasOld = isOld(fence);
        try {
          const done = await alerts.write(tenantId, work, fence);
          if (wasOld) tally.add('writes under an old right');
          return done;
        } catch (thrown) {
          if (thrown instanceof Error && thrown.name === 'LeaseLost')
            tally.add('writes refused to a frozen replica');
          throw thrown;
        }
      },
    },
  };
}
