import type { ActivityRow, ActivityService } from './activity-row.ts';
import type { QueryDefinition } from './query-definition.ts';

/** How a search was told to go wrong; several may come together. */
export type SearchFault =
  | 'query-failed'
  | 'query-cancelled'
  | 'query-stuck'
  | 'query-duplicates'
  | 'query-truncated'
  | 'query-unstable';

type SearchStatus = 'notStarted' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A submitted search of the unified audit log. */
export interface AuditSearch {
  readonly id: string;
  readonly definition: QueryDefinition;
  /** What the submitting application may see; undefined is everything. */
  readonly services: ReadonlySet<ActivityService> | undefined;
  readonly faults: ReadonlySet<SearchFault>;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** What a finished search has found. */
export interface Found {
  /** In no order; some come twice. */
  readonly rows: readonly ActivityRow[];
  readonly isLimitExceeded: boolean;
}

/** Where a search stands at a time. */
export function statusAt(search: AuditSearch, nowMs: number): SearchStatus {
  if (nowMs < search.startsAtMs) return 'notStarted';
  if (nowMs < search.endsAtMs || search.faults.has('query-stuck')) return 'running';
  if (search.faults.has('query-failed')) return 'failed';
  return search.faults.has('query-cancelled') ? 'cancelled' : 'succeeded';
}

/** True while a search waits or runs. */
export function isOpen(search: AuditSearch, nowMs: number): boolean {
  const status = statusAt(search, nowMs);
  return status === 'notStarted' || status === 'running';
}
