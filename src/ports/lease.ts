/** One job of a tenant, and who wants to do it alone. */
export interface LeaseOwner {
  readonly tenantId: string;
  readonly job: string;
  readonly holder: string;
}

/** The right under which a write is made; it is worth nothing once another holder had the job. */
export interface Fence {
  readonly job: string;
  readonly token: number;
}

/** A write under a right that went to another meanwhile: nothing of it is stored. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The right to do one job alone among several replicas, for a while. */
export interface Leases {
  /**
   * The fencing token of `holder`, who has the job until `now + ttlMs`, when it was free, expired, or hers
   * already; else undefined. Each new holder's token is higher than all before; hers stays while she renews.
   */
  acquire(lease: LeaseOwner, now: Date, ttlMs: number): Promise<number | undefined>;
  /** Frees what `holder` has, and its token with it; somebody else's lease stays. */
  release(lease: LeaseOwner): Promise<void>;
}
