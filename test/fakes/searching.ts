import type { Clock } from '../../src/ports/clock.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { createSearches } from '../../src/searches/desk.ts';
import { createSearchRunner, type RunnerDeps } from '../../src/searches/runner.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { createFakeAuditSearch } from './audit-search.ts';
import { createFakeSearchJobs } from './search-jobs.ts';

const nobody: Notifier = {
  post: async () => ({ activityId: 'posted' }),
  update: async () => undefined,
  reply: async () => ({ activityId: 'replied' }),
  remove: async () => undefined,
};

/** The searches of the unified audit log as they are, over a log and a store in memory. */
export function createSearching(parts: {
  readonly tenantId: string;
  readonly time: { now: Date };
  readonly clock: Clock;
}) {
  const { tenantId, time, clock } = parts;
  const auditLog = createFakeAuditSearch();
  const searchJobs = createFakeSearchJobs();
  let ids = 0;
  const deps = {
    tenantId,
    store: searchJobs,
    search: auditLog,
    clock,
    log: recordingLog(),
    newId: () => {
      ids += 1;
      return `a0b1c2d3e${ids}`;
    },
    random: () => 0.5,
  };
  const { signal } = new AbortController();

  return {
    searches: createSearches(deps),
    searchJobs,
    auditLog,
    /** So many rounds of the loops, a second apart; `draw` and `notifier` where cards matter. */
    async runSearches(
      seconds: number,
      cards: Partial<Pick<RunnerDeps, 'draw' | 'notifier'>> = {},
    ): Promise<void> {
      const runner = createSearchRunner({
        ...deps,
        leases: { acquire: async () => 1, release: async () => undefined },
        notifier: nobody,
        draw: async () => ({ card: { type: 'AdaptiveCard' }, text: '' }),
        ...cards,
      });
      for (let second = 0; second < seconds; second += 1) {
        await runner.runSearches(signal);
        await runner.showSearches(signal);
        time.now = new Date(time.now.getTime() + 1_000);
      }
    },
  };
}
