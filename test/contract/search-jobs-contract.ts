import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import type { SearchJobs } from '../../src/ports/search-jobs.ts';
import { minutesAfter, noon } from '../builders.ts';
import { aJob, aRecord, aWatcher, hourMs, tenantId } from '../searches/builders.ts';

export interface SearchJobsWorld {
  readonly jobs: SearchJobs;
  close(): Promise<void>;
}

const never = () => false;
const otherTenant = 'ffffffff-0000-4000-8000-000000000009';
const dayBefore = (at: Date) => new Date(at.getTime() - 24 * hourMs);

async function recordsOf(jobs: SearchJobs, reading: string): Promise<ActivityRecord[]> {
  const found: ActivityRecord[] = [];
  for await (const piece of jobs.records(tenantId, reading)) found.push(...piece);
  return found;
}

/** What every keeper of searches must do. `make` gives an empty one. */
export function searchJobsContract(name: string, make: () => Promise<SearchJobsWorld>): void {
  describe(`searches kept in ${name}`, () => {
    let world: SearchJobsWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    it('keeps a job whole', async () => {
      const { jobs } = world;
      const job = aJob({
        problem: { code: 'unavailable', sentence: 'No.', hint: 'Later.' },
        state: 'failed',
        endedAt: minutesAfter(noon, 3),
        result: { reading: 'r', records: 2, isTruncated: true, unreadable: 1, dropped: 0 },
      });
      expect(await jobs.joinOrAdd(job, never)).toEqual(job);
      expect(await jobs.find(tenantId, job.id)).toEqual(job);
      expect(await jobs.find(otherTenant, job.id)).toBeUndefined();
    });

    it('gives two who ask the same at once one job', async () => {
      const { jobs } = world;
      const ids = ['one', 'two', 'three'];
      const joined = await Promise.all(ids.map((id) => jobs.joinOrAdd(aJob({ id }), () => true)));
      expect(new Set(joined.map(({ id }) => id)).size).toBe(1);
      expect(await jobs.open(tenantId)).toHaveLength(1);
    });

    it('joins the newest job of the same filter only, and only where it fits', async () => {
      const { jobs } = world;
      await jobs.joinOrAdd(aJob({ id: 'old' }), never);
      await jobs.joinOrAdd(aJob({ id: 'new', createdAt: minutesAfter(noon, 5) }), never);
      const other = aJob({ id: 'other', filter: { keyword: 'budget' } });
      expect((await jobs.joinOrAdd(aJob({ id: 'x' }), () => true)).id).toBe('new');
      expect((await jobs.joinOrAdd(aJob({ id: 'x' }), ({ id }) => id === 'old')).id).toBe('old');
      expect((await jobs.joinOrAdd(other, () => true)).id).toBe('other');
      expect((await jobs.sameKey(tenantId, aJob().key)).map(({ id }) => id)).toEqual([
        'new',
        'old',
      ]);
      expect((await jobs.recent(tenantId, 2)).map(({ id }) => id)[0]).toBe('new');
    });

    it('lets one of two who change a job at once win', async () => {
      const { jobs } = world;
      const job = await jobs.joinOrAdd(aJob(), never);
      const saved = await jobs.save({ ...job, checks: 1 });
      expect(saved).toEqual({ ...job, checks: 1, revision: 1 });
      expect(await jobs.save({ ...job, checks: 9 })).toBeUndefined();
      expect(await jobs.find(tenantId, job.id)).toEqual(saved);
    });

    it('lists what has not ended, oldest first', async () => {
      const { jobs } = world;
      for (const minute of [3, 1, 2]) {
        const createdAt = minutesAfter(noon, minute);
        await jobs.joinOrAdd(aJob({ id: `job-${minute}`, createdAt }), never);
      }
      const ended = await jobs.find(tenantId, 'job-1');
      if (ended) await jobs.save({ ...ended, state: 'cancelled', endedAt: minutesAfter(noon, 4) });
      expect((await jobs.open(tenantId)).map(({ id }) => id)).toEqual(['job-2', 'job-3']);
    });

    it('hands out no more submissions than a day has, also to several at once', async () => {
      const { jobs } = world;
      const take = (minute: number) => {
        const now = minutesAfter(noon, minute);
        return jobs.takeSubmission(tenantId, now, dayBefore(now), 3);
      };
      const taken = await Promise.all([0, 0, 0, 0, 0].map(take));
      expect(taken.filter(Boolean)).toHaveLength(3);
      expect(await jobs.submissions(tenantId, dayBefore(noon))).toEqual({
        used: 3,
        oldestAt: noon,
      });
      expect(await take(24 * 60 - 1)).toBe(false);
      expect(await take(24 * 60)).toBe(true);
      expect(await jobs.submissions(otherTenant, dayBefore(noon))).toEqual({ used: 0 });
    });

    it('gives records back as they came, piece by piece, and only those of one reading', async () => {
      const { jobs } = world;
      await jobs.joinOrAdd(aJob(), never);
      const piece = (reading: string, seq: number) => ({ tenantId, jobId: 'job-1', reading, seq });
      const odd = { ...aRecord('odd'), data: { Odd: 'data “äöü” \u0000' } };
      await jobs.addRecords(piece('first', 0), [aRecord('broken off')]);
      await jobs.addRecords(piece('second', 0), [aRecord('wrong')]);
      await jobs.addRecords(piece('second', 0), [aRecord('a', 3), odd]);
      await jobs.addRecords(piece('second', 1), [aRecord('b')]);
      expect(await recordsOf(jobs, 'second')).toEqual([aRecord('a', 3), odd, aRecord('b')]);
      await jobs.keepOnly(tenantId, 'job-1', 'second');
      expect(await recordsOf(jobs, 'first')).toEqual([]);
      expect(await recordsOf(jobs, 'second')).toHaveLength(3);
      await jobs.keepOnly(tenantId, 'job-1', undefined);
      expect(await recordsOf(jobs, 'second')).toEqual([]);
    });

    it('knows which messages show a search, each one search at a time', async () => {
      const { jobs } = world;
      const watcher = aWatcher();
      await jobs.watch(watcher);
      await jobs.watch(aWatcher({ activityId: 'message-2' }));
      await jobs.settleWatcher({ ...watcher, shown: 'running', failures: 2 });
      expect(await jobs.watchers(tenantId)).toEqual(
        expect.arrayContaining([
          { ...watcher, shown: 'running', failures: 2 },
          aWatcher({ activityId: 'message-2' }),
        ]),
      );
      await jobs.watch({ ...watcher, jobId: 'job-2' });
      await jobs.settleWatcher({ ...watcher, shown: 'late' });
      await jobs.unwatch(watcher);
      const shown = (await jobs.watchers(tenantId)).find(
        ({ activityId }) => activityId === 'message-1',
      );
      expect(shown).toEqual({ ...watcher, jobId: 'job-2' });
      await jobs.moveWatcher({ ...watcher, jobId: 'job-2' }, 'message-3');
      const places = (await jobs.watchers(tenantId)).map(({ activityId }) => activityId);
      expect(places.toSorted()).toEqual(['message-2', 'message-3']);
      expect(await jobs.watchers(otherTenant)).toEqual([]);
    });

    it('forgets records first and jobs later, and nothing of what still runs', async () => {
      const { jobs } = world;
      const ended = { state: 'finished', endedAt: minutesAfter(noon, 1) } as const;
      await jobs.joinOrAdd(aJob({ id: 'ended', ...ended }), never);
      await jobs.joinOrAdd(aJob({ id: 'open' }), never);
      for (const jobId of ['ended', 'open']) {
        await jobs.addRecords({ tenantId, jobId, reading: jobId, seq: 0 }, [aRecord(jobId)]);
      }
      await jobs.forget(tenantId, minutesAfter(noon, 1), noon);
      expect(await recordsOf(jobs, 'ended')).toHaveLength(1);
      await jobs.forget(tenantId, minutesAfter(noon, 2), noon);
      expect(await recordsOf(jobs, 'ended')).toEqual([]);
      expect(await recordsOf(jobs, 'open')).toHaveLength(1);
      expect(await jobs.find(tenantId, 'ended')).toBeDefined();
      await jobs.forget(tenantId, minutesAfter(noon, 9), minutesAfter(noon, 9));
      expect(await jobs.find(tenantId, 'ended')).toBeUndefined();
      expect(await jobs.find(tenantId, 'open')).toBeDefined();
    });
  });
}
