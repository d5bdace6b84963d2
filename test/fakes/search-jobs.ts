import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import type { SearchJob } from '../../src/domain/search-job.ts';
import type { RecordPiece, SearchJobs, SearchWatcher } from '../../src/ports/search-jobs.ts';

const placeOf = ({ target, activityId }: SearchWatcher) => `${target.conversationId} ${activityId}`;

/** Searches in memory. */
export function createFakeSearchJobs(): SearchJobs {
  const jobs = new Map<string, SearchJob>();
  const pieces: { piece: RecordPiece; records: readonly ActivityRecord[] }[] = [];
  const watchers = new Map<string, SearchWatcher>();
  let submissions: { tenantId: string; at: Date }[] = [];

  const newestFirst = (tenantId: string) =>
    [...jobs.values()]
      .filter((job) => job.tenantId === tenantId)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  const since = (tenantId: string, moment: Date) =>
    submissions.filter((one) => one.tenantId === tenantId && one.at > moment);
  const drop = (goes: (piece: RecordPiece) => boolean) => {
    const kept = pieces.filter(({ piece }) => !goes(piece));
    pieces.splice(0, pieces.length, ...kept);
  };
  const showsSame = (watcher: SearchWatcher) =>
    watchers.get(placeOf(watcher))?.jobId === watcher.jobId;

  return {
    async joinOrAdd(job, isSame) {
      const known = newestFirst(job.tenantId).find((one) => one.key === job.key && isSame(one));
      if (known === undefined) jobs.set(job.id, job);
      return known ?? job;
    },
    sameKey: async (tenantId, key) => newestFirst(tenantId).filter((job) => job.key === key),
    find: async (tenantId, id) => newestFirst(tenantId).find((job) => job.id === id),
    async save(job) {
      if (jobs.get(job.id)?.revision !== job.revision) return undefined;
      const next = { ...job, revision: job.revision + 1 };
      jobs.set(job.id, next);
      return next;
    },
    open: async (tenantId) =>
      newestFirst(tenantId)
        .filter(({ state }) => state === 'open')
        .reverse(),
    recent: async (tenantId, limit) => newestFirst(tenantId).slice(0, limit),

    async takeSubmission(tenantId, now, moment, most) {
      if (since(tenantId, moment).length >= most) return false;
      submissions.push({ tenantId, at: now });
      return true;
    },
    async submissions(tenantId, moment) {
      const counted = since(tenantId, moment).map(({ at }) => at.getTime());
      const oldestAt = counted.length === 0 ? undefined : new Date(Math.min(...counted));
      return { used: counted.length, oldestAt };
    },

    async addRecords(piece, records) {
      drop(({ reading, seq }) => reading === piece.reading && seq === piece.seq);
      pieces.push({ piece, records });
    },
    async *records(tenantId, reading) {
      const own = pieces.filter(
        ({ piece }) => piece.tenantId === tenantId && piece.reading === reading,
      );
      yield* own.sort((a, b) => a.piece.seq - b.piece.seq).map(({ records }) => records);
    },
    async keepOnly(tenantId, jobId, reading) {
      drop((one) => one.tenantId === tenantId && one.jobId === jobId && one.reading !== reading);
    },

    async watch(watcher) {
      watchers.set(placeOf(watcher), watcher);
    },
    watchers: async (tenantId) =>
      [...watchers.values()].filter((watcher) => watcher.tenantId === tenantId),
    async settleWatcher(watcher) {
      if (showsSame(watcher)) watchers.set(placeOf(watcher), watcher);
    },
    async moveWatcher(watcher, activityId) {
      if (showsSame(watcher)) watchers.delete(placeOf(watcher));
      const moved = { ...watcher, activityId };
      watchers.set(placeOf(moved), moved);
    },
    async unwatch(watcher) {
      if (showsSame(watcher)) watchers.delete(placeOf(watcher));
    },

    async forget(tenantId, recordsBefore, jobsBefore) {
      const endedBefore = (moment: Date) =>
        newestFirst(tenantId).filter(({ endedAt }) => endedAt !== undefined && endedAt < moment);
      const without = new Set(endedBefore(recordsBefore).map(({ id }) => id));
      drop(({ jobId }) => without.has(jobId));
      for (const { id } of endedBefore(jobsBefore)) {
        jobs.delete(id);
        for (const [place, { jobId }] of watchers) if (jobId === id) watchers.delete(place);
      }
      submissions = submissions.filter(({ at }) => at >= jobsBefore);
    },
  };
}
