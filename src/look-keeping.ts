import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { LookRecord } from './ports/look-record.ts';

interface KeepingParts {
  readonly tenantId: string;
  readonly looks: Pick<LookRecord, 'head' | 'forgetBefore'>;
  readonly keptDays: number;
  readonly clock: Clock;
  readonly log: Log;
}

const dayMs = 24 * 60 * 60_000;

/** What becomes of the record of who asked what. */
export function createLookKeeping({ tenantId, looks, keptDays, clock, log }: KeepingParts) {
  return {
    /** Tells how far it goes outside of the database: one that is cut or written anew there contradicts it. */
    async tellHead(): Promise<void> {
      const { count, hash } = await looks.head(tenantId);
      log.info({ tenantId, head: `${count}:${hash}` }, 'the record of looks');
    },

    /** Drops what is older than it is to be kept. */
    async forget(): Promise<void> {
      const oldest = new Date(clock.now().getTime() - keptDays * dayMs);
      await looks.forgetBefore(tenantId, oldest);
    },
  };
}

export type LookKeeping = ReturnType<typeof createLookKeeping>;
