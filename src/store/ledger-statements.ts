import { type Kysely, sql } from 'kysely';
import type { AlertWriter, LedgerEntry } from '../ports/alert-store.ts';
import type { FailedRead, ReadTask } from '../ports/coverage.ts';
import { mergeWindows } from './merge-windows.ts';
import type { Database } from './schema.ts';

interface Place {
  readonly db: Kysely<Database>;
  readonly tenantId: string;
}

const hourMs = 60 * 60_000;

/** Spans that the read touches become one with it: one or two rows, however long the history is. */
async function widenSpans({ db, tenantId }: Place, { source, from, to }: LedgerEntry) {
  const touched = await db
    .deleteFrom('read_spans')
    .where('tenant_id', '=', tenantId)
    .where('source', '=', source)
    .where('from_at', '<=', to.getTime())
    .where('to_at', '>=', from.getTime())
    .returning(['from_at', 'to_at'])
    .execute();
  const spans = mergeWindows([...touched, { from_at: from.getTime(), to_at: to.getTime() }]);
  await db
    .insertInto('read_spans')
    .values(spans.map((span) => ({ tenant_id: tenantId, source, ...span })))
    .execute();
}

async function countHour({ db, tenantId }: Place, entry: LedgerEntry): Promise<void> {
  const readAt = entry.readAt.getTime();
  await db
    .insertInto('read_hours')
    .values({
      tenant_id: tenantId,
      source: entry.source,
      hour_at: readAt - (readAt % hourMs),
      reads: 1,
      row_count: entry.rows,
      new_rows: entry.newRows,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'source', 'hour_at']).doUpdateSet({
        reads: sql`read_hours.reads + 1`,
        row_count: sql`read_hours.row_count + excluded.row_count`,
        new_rows: sql`read_hours.new_rows + excluded.new_rows`,
      }),
    )
    .execute();
}

async function takeSweepFurther({ db, tenantId }: Place, entry: LedgerEntry): Promise<void> {
  if (entry.sweepAt === undefined) return;
  const to = entry.to.getTime();
  await db
    .updateTable('sweeps')
    .set({
      read_to: sql`case when read_to < ${to} then ${to} else read_to end`,
      ended_at: sql`case when to_at <= ${to} then ${entry.readAt.getTime()} else ended_at end`,
      row_count: sql`row_count + ${entry.rows}`,
      new_rows: sql`new_rows + ${entry.newRows}`,
      worst_lateness_ms: sql`case when worst_lateness_ms < ${entry.worstLatenessMs} then ${entry.worstLatenessMs} else worst_lateness_ms end`,
    })
    .where('tenant_id', '=', tenantId)
    .where('source', '=', entry.source)
    .where('started_at', '=', entry.sweepAt.getTime())
    .execute();
}

interface Ending {
  readonly source: string;
  readonly task: ReadTask;
  readonly at: Date;
  /** Runs for this reason go on. */
  readonly except?: string;
}

async function endFailures({ db, tenantId }: Place, { source, task, at, except = '' }: Ending) {
  await db
    .updateTable('failed_reads')
    .set({ ended_at: at.getTime() })
    .where('tenant_id', '=', tenantId)
    .where('source', '=', source)
    .where('task', '=', task)
    .where('ended_at', 'is', null)
    .where('code', '!=', except)
    .execute();
}

/** True when there was a run for this reason to add it to. */
async function addToRun({ db, tenantId }: Place, failed: FailedRead): Promise<boolean> {
  const [from, to] = [failed.window.from.getTime(), failed.window.to.getTime()];
  const { numUpdatedRows } = await db
    .updateTable('failed_reads')
    .set({
      times: sql`times + 1`,
      last_at: failed.at.getTime(),
      reason: failed.reason,
      from_at: sql`case when from_at > ${from} then ${from} else from_at end`,
      to_at: sql`case when to_at < ${to} then ${to} else to_at end`,
    })
    .where('tenant_id', '=', tenantId)
    .where('source', '=', failed.source)
    .where('task', '=', failed.task)
    .where('code', '=', failed.code)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What was read, and what could not be: each costs the same however long the history is. */
export function ledgerStatements(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): Pick<AlertWriter, 'appendLedger' | 'noteFailedRead' | 'beginSweep'> {
  const place = { db, tenantId };
  return {
    async appendLedger(entry) {
      await db
        .insertInto('ledger')
        .values({
          tenant_id: tenantId,
          id: newId(),
          source: entry.source,
          from_at: entry.from.getTime(),
          to_at: entry.to.getTime(),
          read_at: entry.readAt.getTime(),
          pages: entry.pages,
          row_count: entry.rows,
          new_rows: entry.newRows,
          worst_lateness_ms: entry.worstLatenessMs,
          sweep_at: entry.sweepAt?.getTime() ?? null,
        })
        .execute();
      await widenSpans(place, entry);
      await takeSweepFurther(place, entry);
      if (entry.sweepAt === undefined) await countHour(place, entry);
      const task = entry.sweepAt === undefined ? 'poll' : 'sweep';
      await endFailures(place, { source: entry.source, task, at: entry.readAt });
    },

    async noteFailedRead(failed) {
      const { source, task, at, code, window } = failed;
      await endFailures(place, { source, task, at, except: code });
      if (await addToRun(place, failed)) return;
      await db
        .insertInto('failed_reads')
        .values({
          tenant_id: tenantId,
          id: newId(),
          source,
          task,
          from_at: window.from.getTime(),
          to_at: window.to.getTime(),
          since_at: at.getTime(),
          last_at: at.getTime(),
          ended_at: null,
          times: 1,
          code,
          reason: failed.reason,
        })
        .execute();
    },

    async beginSweep({ source, startedAt, window }) {
      await db
        .insertInto('sweeps')
        .values({
          tenant_id: tenantId,
          source,
          started_at: startedAt.getTime(),
          from_at: window.from.getTime(),
          to_at: window.to.getTime(),
          read_to: window.from.getTime(),
          ended_at: null,
          row_count: 0,
          new_rows: 0,
          worst_lateness_ms: 0,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}
