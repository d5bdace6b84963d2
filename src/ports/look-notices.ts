/** That somebody looked at a protected person, to be told; never what she saw. */
export interface LookNotice {
  /** The same for the same asker, person, reason and hour: it is told once. */
  readonly id: string;
  readonly at: Date;
  readonly asker: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
  readonly reason: string;
  /** The conversation that is told. */
  readonly conversationId: string;
}

/** A notice that is due, and how often it failed. */
export interface DueNotice extends LookNotice {
  readonly attempts: number;
}

/** Notices about look-ups of protected people, kept until they are told. Failures are `AppError`s (`store-failed`). */
export interface LookNotices {
  /** Kept once, however often it is added. */
  add(tenantId: string, notice: LookNotice): Promise<void>;
  /** Oldest first. */
  due(tenantId: string, now: Date, most: number): Promise<DueNotice[]>;
  settleSent(tenantId: string, id: string, at: Date): Promise<void>;
  settleRetry(tenantId: string, id: string, dueAt: Date): Promise<void>;
  /** Drops what was told before that time. */
  forgetBefore(tenantId: string, moment: Date): Promise<void>;
}
