import type { KeptLook, Look } from '../domain/look.ts';
import type { ChainHead, ChainRow } from '../domain/look-chain.ts';
import type { TimeWindow } from '../domain/time-window.ts';

/** Which looks are asked for. */
export interface LooksQuestion {
  /** Object id of whom they were about; absent: all of the tenant. */
  readonly personId?: string;
  readonly window: TimeWindow;
  /** So many of the newest are left out. */
  readonly skip?: number;
  readonly most: number;
}

/** The bot's own record of who asked what. Failures are `AppError`s (`store-failed`). */
export interface LookRecord {
  /** Chains the look to the tenant's last one. Resolved: it is kept. */
  append(tenantId: string, look: Look): Promise<void>;
  /** Newest first. */
  list(tenantId: string, question: LooksQuestion): Promise<KeptLook[]>;
  count(tenantId: string, question: Pick<LooksQuestion, 'personId' | 'window'>): Promise<number>;
  head(tenantId: string): Promise<ChainHead>;
  /** Drops looks from before that time, the oldest ones alone; the rest is still verified. */
  forgetBefore(tenantId: string, moment: Date): Promise<void>;
}

/** The same record for whoever verifies it. */
export interface LookChain {
  tenants(): Promise<string[]>;
  /** What the oldest row that is left follows. */
  start(tenantId: string): Promise<ChainHead>;
  /** Rows behind this one, in order, `most` at most. */
  rows(tenantId: string, after: number, most: number): Promise<ChainRow[]>;
}
