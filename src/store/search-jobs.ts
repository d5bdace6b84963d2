import type { Kysely } from 'kysely';
import type { SearchJob } from '../domain/search-job.ts';
import type { SearchJobs, SearchWatcher } from '../ports/search-jobs.ts';
import { type Engine, writeAlone } from './engine.ts';
import type { Database } from './schema.ts';
import { packRecords, readJob, readWatcher, unpackRecords } from './search-json.ts';
import { toStoreError, withStoreErrors } from './store-error.ts';

type Rows = Kysely<Database>;

const toRow = (job: SearchJob) => ({
  tenant_id: job.tenantId,
  id: job.id,
  key: job.key,
  state: job.state,
  created_at: job.createdAt.getTime(),
  ended_at: job.endedAt?.getTime() ?? null,
  revision: job.revision,
  job: JSON.stringify(job),
});

function jobsOf(db: Rows, tenantId: string) {
  return db.selectFrom('search_jobs').select('job').where('tenant_id', '=', tenantId);
}

async function sameKey(db: Rows, tenantId: string, key: string): Promise<SearchJob[]> {
  const rows = await jobsOf(db, tenantId)
    .where('key', '=', key)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ job }) => readJob(job));
}

function submissionsSince(db: Rows, tenantId: string, since: Date) {
  return db
    .selectFrom('search_submissions')
    .where('tenant_id', '=', tenantId)
    .where('at', '>', since.getTime());
}

type JobMethods = Pick<
  SearchJobs,
  'joinOrAdd' | 'sameKey' | 'find' | 'save' | 'open' | 'recent' | 'forget'
>;

function jobMethods(engine: Engine): JobMethods {
  const { db } = engine;
  return {
    joinOrAdd: (job, isSame) =>
      writeAlone(engine, job.tenantId, async (transaction) => {
        const known = (await sameKey(transaction, job.tenantId, job.key)).find(isSame);
        if (known !== undefined) return known;
        await transaction.insertInto('search_jobs').values(toRow(job)).execute();
        return job;
      }),

    sameKey: (tenantId, key) => sameKey(db, tenantId, key),

    async find(tenantId, id) {
      const row = await jobsOf(db, tenantId).where('id', '=', id).executeTakeFirst();
      return row && readJob(row.job);
    },

    async save(job) {
      const next = { ...job, revision: job.revision + 1 };
      const { state, ended_at, revision, job: json } = toRow(next);
      const { numUpdatedRows } = await db
        .updateTable('search_jobs')
        .set({ state, ended_at, revision, job: json })
        .where('tenant_id', '=', job.tenantId)
        .where('id', '=', job.id)
        .where('revision', '=', job.revision)
        .executeTakeFirst();
      return numUpdatedRows > 0n ? next : undefined;
    },

    async open(tenantId) {
      const rows = await jobsOf(db, tenantId)
        .where('state', '=', 'open')
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(({ job }) => readJob(job));
    },

    async recent(tenantId, limit) {
      const rows = await jobsOf(db, tenantId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ job }) => readJob(job));
    },

    forget: (tenantId, recordsBefore, jobsBefore) =>
      writeAlone(engine, tenantId, async (transaction) => {
        const endedBefore = (moment: Date) =>
          transaction
            .selectFrom('search_jobs')
            .select('id')
            .where('tenant_id', '=', tenantId)
            .where('state', '!=', 'open')
            .where('ended_at', '<', moment.getTime());
        await transaction
          .deleteFrom('search_records')
          .where('tenant_id', '=', tenantId)
          .where('job_id', 'in', endedBefore(recordsBefore))
          .execute();
        await transaction
          .deleteFrom('search_watchers')
          .where('tenant_id', '=', tenantId)
          .where('job_id', 'in', endedBefore(jobsBefore))
          .execute();
        await transaction
          .deleteFrom('search_jobs')
          .where('tenant_id', '=', tenantId)
          .where('state', '!=', 'open')
          .where('ended_at', '<', jobsBefore.getTime())
          .execute();
        await transaction
          .deleteFrom('search_submissions')
          .where('tenant_id', '=', tenantId)
          .where('at', '<', jobsBefore.getTime())
          .execute();
      }),
  };
}

type BudgetMethods = Pick<SearchJobs, 'takeSubmission' | 'submissions'>;

function budgetMethods(engine: Engine): BudgetMethods {
  const used = async (db: Rows, tenantId: string, since: Date) => {
    const row = await submissionsSince(db, tenantId, since)
      .select((select) => [
        select.fn.countAll<number>().as('count'),
        select.fn.min('at').as('oldest'),
      ])
      .executeTakeFirst();
    return { count: Number(row?.count ?? 0), oldest: row?.oldest ?? undefined };
  };
  return {
    takeSubmission: (tenantId, now, since, most) =>
      writeAlone(engine, tenantId, async (transaction) => {
        const { count } = await used(transaction, tenantId, since);
        if (count >= most) return false;
        await transaction
          .insertInto('search_submissions')
          .values({ tenant_id: tenantId, id: engine.newId(), at: now.getTime() })
          .execute();
        return true;
      }),

    async submissions(tenantId, since) {
      const { count, oldest } = await used(engine.db, tenantId, since);
      return { used: count, oldestAt: oldest === undefined ? undefined : new Date(oldest) };
    },
  };
}

type WatcherMethods = Pick<
  SearchJobs,
  'watch' | 'watchers' | 'settleWatcher' | 'moveWatcher' | 'unwatch'
>;

function watcherMethods(engine: Engine): WatcherMethods {
  const { db } = engine;
  const put = async (rows: Rows, watcher: SearchWatcher) => {
    const columns = { job_id: watcher.jobId, watcher: JSON.stringify(watcher) };
    await rows
      .insertInto('search_watchers')
      .values({
        tenant_id: watcher.tenantId,
        conversation_id: watcher.target.conversationId,
        activity_id: watcher.activityId,
        ...columns,
      })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'conversation_id', 'activity_id']).doUpdateSet(columns),
      )
      .execute();
  };
  const drop = async (rows: Rows, watcher: SearchWatcher) => {
    await rows
      .deleteFrom('search_watchers')
      .where('tenant_id', '=', watcher.tenantId)
      .where('conversation_id', '=', watcher.target.conversationId)
      .where('activity_id', '=', watcher.activityId)
      .where('job_id', '=', watcher.jobId)
      .execute();
  };
  return {
    watch: (watcher) => put(db, watcher),

    async watchers(tenantId) {
      const rows = await db
        .selectFrom('search_watchers')
        .select('watcher')
        .where('tenant_id', '=', tenantId)
        .execute();
      return rows.map(({ watcher }) => readWatcher(watcher));
    },

    async settleWatcher(watcher) {
      await db
        .updateTable('search_watchers')
        .set({ watcher: JSON.stringify(watcher) })
        .where('tenant_id', '=', watcher.tenantId)
        .where('conversation_id', '=', watcher.target.conversationId)
        .where('activity_id', '=', watcher.activityId)
        .where('job_id', '=', watcher.jobId)
        .execute();
    },

    moveWatcher: (watcher, activityId) =>
      writeAlone(engine, watcher.tenantId, async (transaction) => {
        await drop(transaction, watcher);
        await put(transaction, { ...watcher, activityId });
      }),

    unwatch: (watcher) => drop(db, watcher),
  };
}

type RecordMethods = Pick<SearchJobs, 'addRecords' | 'keepOnly'>;

function recordMethods({ db }: Engine): RecordMethods {
  return {
    async addRecords({ tenantId, jobId, reading, seq }, records) {
      const packed = packRecords(records);
      await db
        .insertInto('search_records')
        .values({ tenant_id: tenantId, reading, seq, job_id: jobId, packed })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'reading', 'seq']).doUpdateSet({ packed }),
        )
        .execute();
    },

    async keepOnly(tenantId, jobId, reading) {
      await db
        .deleteFrom('search_records')
        .where('tenant_id', '=', tenantId)
        .where('job_id', '=', jobId)
        .where('reading', '!=', reading ?? '')
        .execute();
    },
  };
}

async function* readRecords(db: Rows, tenantId: string, reading: string) {
  for (let seq = 0; ; seq += 1) {
    const row = await db
      .selectFrom('search_records')
      .select('packed')
      .where('tenant_id', '=', tenantId)
      .where('reading', '=', reading)
      .where('seq', '=', seq)
      .executeTakeFirst()
      .catch((thrown: unknown) => {
        throw toStoreError(thrown);
      });
    if (row === undefined) return;
    yield unpackRecords(row.packed);
  }
}

/** Searches in tables. A job is one JSON text beside the columns that it is looked for by. */
export function createSearchJobs(engine: Engine): SearchJobs {
  return {
    ...withStoreErrors({
      ...jobMethods(engine),
      ...budgetMethods(engine),
      ...watcherMethods(engine),
      ...recordMethods(engine),
    }),
    records: (tenantId, reading) => readRecords(engine.db, tenantId, reading),
  };
}
