import type { KnownTrouble } from '../domain/trouble.ts';

/** How far a conversation was told of a trouble. */
export interface TroubleNotice {
  readonly troubleId: string;
  readonly conversationId: string;
  /** The message there; absent: none is there. */
  readonly activityId?: string;
  /** The revision that it shows. */
  readonly shown: number;
  /** Tries in a row that failed. */
  readonly attempts: number;
  /** Nothing is sent before. */
  readonly dueAt: Date;
}

/** Troubles of the watch itself, and who was told. Failures are `AppError`s (`store-failed`). */
export interface Troubles {
  /** Those that are still there or ended after that time, oldest first. */
  recent(tenantId: string, endedAfter: Date): Promise<KnownTrouble[]>;
  /** Inserts or replaces, all or none. */
  save(tenantId: string, troubles: readonly KnownTrouble[]): Promise<void>;
  notices(tenantId: string, troubleIds: readonly string[]): Promise<TroubleNotice[]>;
  saveNotice(tenantId: string, notice: TroubleNotice): Promise<void>;
  /** Drops what ended before that time. */
  forgetBefore(tenantId: string, before: Date): Promise<void>;
}
