import type { DirectoryAudit } from '../domain/directory-audit.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { ReadOptions } from './read-options.ts';

/** What to read. Every field narrows; `actorId` and `targetId` together mean both at once. */
export interface DirectoryAuditQuery {
  readonly window: TimeWindow;
  /** Object id of the user who did it. */
  readonly actorId?: string;
  /** Whole name of the app that did it. */
  readonly actorApp?: string;
  /** Object id of what it was done to. */
  readonly targetId?: string;
  /** Beginning of the name of what it was done to. */
  readonly targetName?: string;
  /** Beginning of the activity’s name. */
  readonly activity?: string;
  readonly category?: string;
  readonly correlationId?: string;
}

export interface DirectoryAuditPage {
  readonly rows: readonly DirectoryAudit[];
  /** True when more may follow. */
  readonly more: boolean;
  /** Read from here on only, for the log keeps nothing older; absent: from the beginning of the window. */
  readonly keptFrom?: Date;
}

/** The directory audit log. Rows come newest first; failures are `AppError`s. */
export interface DirectoryAuditLog {
  pages(query: DirectoryAuditQuery, options: ReadOptions): AsyncIterable<DirectoryAuditPage>;
  find(id: string, options: ReadOptions): Promise<DirectoryAudit | undefined>;
}
