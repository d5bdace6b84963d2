import {
  beginSearch,
  coversWindow,
  hasEnded,
  isOldOfWatch,
  type SearchJob,
  type SearchState,
  searchKey,
} from '../domain/search-job.ts';
import type { AuditSearch } from '../ports/audit-search.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { targetIn } from '../ports/notifier.ts';
import type { SearchJobs } from '../ports/search-jobs.ts';
import type { SearchBudget, Searches, SearchQuestion } from '../ports/searches.ts';
import { idsOf, takeBack } from './advance.ts';
import { countAhead } from './next-step.ts';
import { budgetSpanMs, mostSubmissions, recordsKeptMs } from './pace.ts';
import { stampOf } from './show.ts';
import { cancelled } from './transitions.ts';

export interface DeskDeps {
  readonly tenantId: string;
  readonly store: SearchJobs;
  readonly search: AuditSearch;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  /** Default: `mostSubmissions`. */
  readonly submissionsADay?: number;
}

const answers: readonly SearchState[] = ['open', 'finished'];
const triesToCancel = 5;
/** More searches than the watch makes in the days that searches are known. */
const mostOfWatch = 200;

/** Takes questions in, and gives what was found out. The work is the runner's. */
export function createSearches(deps: DeskDeps): Searches {
  const { tenantId, store, clock, submissionsADay: most = mostSubmissions } = deps;

  const isKept = ({ result, endedAt }: SearchJob) =>
    result?.reading !== undefined &&
    endedAt !== undefined &&
    clock.now().getTime() - endedAt.getTime() < recordsKeptMs;

  const covers = (job: SearchJob, { window, askedAt }: SearchQuestion) =>
    coversWindow({ window: job.window, askedAt: job.createdAt }, { window, now: askedAt });

  function toJob(question: SearchQuestion, askedBy: SearchJob['askedBy']): SearchJob {
    const { filter, window, line, title, rangeLabel } = question;
    const { id, name } = askedBy;
    const createdAt = clock.now();
    return beginSearch(
      { tenantId, filter, window, line, title, rangeLabel, askedBy: { id, name }, createdAt },
      deps.newId(),
    );
  }

  async function budget(): Promise<SearchBudget> {
    const since = new Date(clock.now().getTime() - budgetSpanMs);
    const { used, oldestAt } = await store.submissions(tenantId, since);
    const isSpent = used >= most && oldestAt !== undefined;
    return {
      used,
      most,
      freeAt: isSpent ? new Date(oldestAt.getTime() + budgetSpanMs) : undefined,
    };
  }

  return {
    async known(question) {
      const jobs = await store.sameKey(tenantId, searchKey(question.filter));
      return jobs.find((job) => covers(job, question));
    },

    ask: (question, asker, anew) =>
      store.joinOrAdd(toJob(question, asker), (job) => {
        if (!answers.includes(job.state) || !covers(job, question)) return false;
        return hasEnded(job) ? !anew && isKept(job) : true;
      }),

    find: (id) => store.find(tenantId, id),
    async recent(limit) {
      const jobs = await store.recent(tenantId, limit + mostOfWatch);
      return jobs.filter((job) => !isOldOfWatch(job)).slice(0, limit);
    },

    async standing(job) {
      return { ahead: countAhead(job, await store.open(tenantId)), budget: await budget() };
    },

    budget,
    hasRecords: isKept,
    records: (job) => store.records(tenantId, job.result?.reading ?? ''),

    async watch(job, { place, asker, timeZone, line, askedAt }) {
      const { conversation, activityId, onlyFor } = place;
      const now = clock.now();
      const watcher = {
        tenantId,
        jobId: job.id,
        target: targetIn(conversation, onlyFor),
        activityId,
        asker,
        timeZone,
        line,
        askedAt,
        shown: stampOf(job, 0),
        shownAt: now,
        dueAt: now,
        failures: 0,
      };
      await store.watch(watcher).catch((err: unknown) => {
        deps.log.error({ err, job: job.id }, 'a search’s card will not be kept up to date');
      });
    },

    async cancel(id, by, signal) {
      for (let tried = 0; tried < triesToCancel; tried += 1) {
        const job = await store.find(tenantId, id);
        if (job === undefined || hasEnded(job)) return job;
        // The runner may have taken a step meanwhile; what it does next finds the job ended.
        const saved = await store.save(cancelled(job, by.name, clock.now()));
        if (saved === undefined) continue;
        await takeBack(idsOf(saved), deps, signal);
        return saved;
      }
      return store.find(tenantId, id);
    },
  };
}
