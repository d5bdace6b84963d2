import { seenOutcomes } from '../ports/alert-store.ts';
import type { CoverageLog, FailureRun, Sweep } from '../ports/coverage.ts';
import type { Engine } from './engine.ts';
import type { FailedReadRow, SweepRow } from './schema.ts';

const window = (row: { readonly from_at: number; readonly to_at: number }) => ({
  from: new Date(row.from_at),
  to: new Date(row.to_at),
});

function toRun(row: FailedReadRow): FailureRun {
  return {
    task: row.task,
    window: window(row),
    since: new Date(row.since_at),
    lastAt: new Date(row.last_at),
    times: row.times,
    code: row.code,
    reason: row.reason,
    endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
  };
}

function toSweep(row: SweepRow): Sweep {
  return {
    source: row.source,
    startedAt: new Date(row.started_at),
    window: window(row),
    readTo: new Date(row.read_to),
    endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
    rows: row.row_count,
    newRows: row.new_rows,
    worstLatenessMs: row.worst_lateness_ms,
  };
}

/** What was read, when, and what could not be, from what the watch writes with each read. */
export function createCoverageLog({ db }: Engine): CoverageLog {
  return {
    async spans(tenantId, source) {
      const rows = await db
        .selectFrom('read_spans')
        .select(['from_at', 'to_at'])
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .orderBy('from_at')
        .execute();
      return rows.map(window);
    },

    async failures(tenantId, source, since) {
      const rows = await db
        .selectFrom('failed_reads')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where('last_at', '>=', since.getTime())
        .orderBy('last_at', 'desc')
        .orderBy('since_at', 'desc')
        .execute();
      return rows.map(toRun);
    },

    async sweeps(tenantId, source, notAfter, limit) {
      const rows = await db
        .selectFrom('sweeps')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where('started_at', '<=', notAfter.getTime())
        .orderBy('started_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toSweep);
    },

    async lateArrivals(tenantId, source, since, limit) {
      // Most sweeps find nothing: only reads that did are looked at.
      const reads = await db
        .selectFrom('ledger')
        .select('read_at')
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where('read_at', '>=', since.getTime())
        .where('sweep_at', 'is not', null)
        .where('new_rows', '>', 0)
        .orderBy('worst_lateness_ms', 'desc')
        .limit(limit)
        .execute();
      if (reads.length === 0) return [];
      const rows = await db
        .selectFrom('seen')
        .select(['record_id', 'at', 'first_seen_at'])
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where(
          'first_seen_at',
          'in',
          reads.map(({ read_at }) => read_at),
        )
        .execute();
      return rows
        .toSorted((a, b) => b.first_seen_at - b.at - (a.first_seen_at - a.at))
        .slice(0, limit)
        .map((row) => ({
          id: row.record_id,
          at: new Date(row.at),
          firstSeenAt: new Date(row.first_seen_at),
        }));
    },

    async blockedIn(tenantId, source, { from, to }) {
      const { count } = await db
        .selectFrom('seen')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where('first_seen_at', '>=', from.getTime())
        .where('at', '>=', from.getTime())
        .where('at', '<=', to.getTime())
        .where('outcome', '=', seenOutcomes.indexOf('blocked'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async hours(tenantId, source, since) {
      const rows = await db
        .selectFrom('read_hours')
        .select(['hour_at', 'reads', 'new_rows'])
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where('hour_at', '>=', since.getTime())
        .orderBy('hour_at')
        .execute();
      return rows.map((row) => ({
        startsAt: new Date(row.hour_at),
        reads: row.reads,
        newRows: row.new_rows,
      }));
    },
  };
}
