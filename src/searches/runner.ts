import type { Leases } from '../ports/lease.ts';
import { type AdvanceDeps, advance, TurnLost } from './advance.ts';
import { jobsKeptMs, recordsKeptMs } from './pace.ts';
import { type ShowDeps, showSearches } from './show.ts';

export interface RunnerDeps extends AdvanceDeps, ShowDeps {
  readonly leases: Leases;
}

/** The tasks of the searches, for loops. Each is done by one replica at a time. */
export interface SearchRunner {
  /** Takes every step that is due. Rejects when the store fails. */
  runSearches(signal: AbortSignal): Promise<void>;
  /** Edits every card that is due. */
  showSearches(signal: AbortSignal): Promise<void>;
  forget(): Promise<void>;
  /** Lets another replica go on at once; call it at the end. */
  release(): Promise<void>;
}

/** Longer than one request with its tries takes; renewed between them. */
const leaseMs = 4 * 60_000;
/** Searches worked on side by side. */
const atOnce = 4;

export function createSearchRunner(deps: RunnerDeps): SearchRunner {
  const { tenantId, store, clock, leases } = deps;
  const holder = deps.newId();
  const hold = (job: string) => leases.acquire({ tenantId, job, holder }, clock.now(), leaseMs);
  const keep = (job: string) => async () => {
    if (!(await hold(job))) throw new TurnLost('another replica has the searches');
  };

  const alone = async (job: string, work: (goOn: () => Promise<void>) => Promise<void>) => {
    if (!(await hold(job))) return;
    try {
      await work(keep(job));
    } catch (thrown) {
      if (!(thrown instanceof TurnLost)) throw thrown;
    }
  };

  return {
    runSearches: (signal) =>
      alone('searches', async (goOn) => {
        const open = await store.open(tenantId);
        const ahead = [...open];
        const serve = async () => {
          for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
            await advance(next, open, { deps, goOn, signal });
          }
        };
        const served = await Promise.allSettled(Array.from({ length: atOnce }, serve));
        const failed = served.find((one) => one.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
      }),

    showSearches: (signal) => alone('search-cards', (goOn) => showSearches(deps, goOn, signal)),

    async forget() {
      const now = clock.now().getTime();
      await store.forget(tenantId, new Date(now - recordsKeptMs), new Date(now - jobsKeptMs));
    },

    async release() {
      for (const job of ['searches', 'search-cards']) {
        await leases.release({ tenantId, job, holder });
      }
    },
  };
}
