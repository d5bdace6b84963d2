import type { LatenessLog } from '../ports/lateness.ts';
import type { Engine } from './engine.ts';

/** What happened longer ago says nothing about now. */
const recentMs = 2 * 24 * 60 * 60_000;
const mostRecords = 1_000;
/** A longer time between two reads is a pause of the bot; what is read least often is read every five minutes. */
const longestGapMs = 7 * 60_000;
/** How far behind the clock a read that keeps up may end: the settling time, and a poll. */
const longestBehindMs = 2 * longestGapMs;

interface Read {
  readonly read_at: number;
  readonly to_at: number;
  /** Of a part of a late sweep. */
  readonly sweep_at: number | null;
}

/**
 * Times of reads that came shortly after one of the poll that had read up to nearly now: what is new in
 * them has just come. A sweep keeps the poll's pace where the poll does.
 */
function continuousReads(reads: readonly Read[]): Set<number> {
  const times = new Set<number>();
  let before: Read | undefined;
  for (const read of [...reads].sort((a, b) => a.read_at - b.read_at || a.to_at - b.to_at)) {
    const isNext =
      before !== undefined &&
      read.read_at - before.read_at <= longestGapMs &&
      read.read_at - before.to_at <= longestBehindMs;
    if (isNext) times.add(read.read_at);
    if (read.sweep_at === null) before = read;
  }
  return times;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Lateness from what the watch has seen and read; it keeps nothing of its own. */
export function createLatenessLog({ db }: Engine): LatenessLog {
  return {
    async recent(tenantId, source) {
      const seen = await db
        .selectFrom('seen')
        .select(['at', 'first_seen_at'])
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .orderBy('first_seen_at', 'desc')
        .limit(mostRecords)
        .execute();
      const newest = Math.max(...seen.map(({ at }) => at));
      const last = seen[0]?.first_seen_at;
      if (last === undefined) return undefined;
      const from = Math.max(seen.at(-1)?.first_seen_at ?? last, last - recentMs);
      const reads = await db
        .selectFrom('ledger')
        .select(['read_at', 'to_at', 'sweep_at'])
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .where('read_at', '>=', from - longestGapMs)
        .where('read_at', '<=', last)
        .execute();
      const continuous = continuousReads(reads);
      const late = seen
        .filter(({ first_seen_at }) => continuous.has(first_seen_at))
        .map(({ at, first_seen_at }) => Math.max(0, first_seen_at - at))
        .sort((a, b) => a - b);
      if (late.length === 0) return undefined;
      return {
        count: late.length,
        p50Ms: quantile(late, 0.5),
        p95Ms: quantile(late, 0.95),
        worstMs: quantile(late, 1),
        newestAt: new Date(newest),
      };
    },
  };
}
