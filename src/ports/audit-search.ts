import type { ActivityRecord } from '../domain/activity-record.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { ReadOptions } from './read-options.ts';

/** What one search of the unified audit log asks for. */
export interface AuditSearchQuery {
  /** How Purview lists the search. */
  readonly name: string;
  readonly window: TimeWindow;
  readonly userPrincipalNames?: readonly string[];
  /** As the service writes them: `FileAccessed`, `MailItemsAccessed`. */
  readonly operations?: readonly string[];
  /** camelCase: `sharePointFileOperation`. */
  readonly recordTypes?: readonly string[];
  /** Full URLs; a `*` at the end matches any rest. */
  readonly objectIds?: readonly string[];
  readonly keyword?: string;
}

export type AuditSearchState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface AuditSearchProgress {
  readonly state: AuditSearchState;
  /** True when the service says that it left records out (`isRecordCountLimitExceeded`). */
  readonly isTruncated: boolean;
  /** What the service says about how many it found, where it does. */
  readonly recordCount?: number;
}

export interface ActivityPage {
  /** In no order; the same record may come twice over the pages. */
  readonly rows: readonly ActivityRecord[];
  /** Records on this page that could not be read at all. */
  readonly unreadable: number;
  readonly more: boolean;
  /** The page itself could not be read, and what follows it is out of reach. */
  readonly isBroken?: true;
}

/**
 * Searches of the unified audit log: submitted, waited for, read. Failures are `AppError`s; that auditing is
 * off in the tenant has its own code, `auditing-off`.
 */
export interface AuditSearch {
  submit(query: AuditSearchQuery, options: ReadOptions): Promise<{ readonly id: string }>;
  /** Undefined when the service no longer knows the search. */
  progress(id: string, options: ReadOptions): Promise<AuditSearchProgress | undefined>;
  records(id: string, options: ReadOptions): AsyncIterable<ActivityPage>;
  /** Ends or forgets a search; one that is no more is no failure. */
  cancel(id: string, options: ReadOptions): Promise<void>;
}
