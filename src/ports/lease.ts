/** The right to do one job alone among several replicas, for a while. */
export interface Leases {
  /** True when `holder` has the job until `now + ttlMs`: it was free, expired, or hers already. */
  acquire(
    lease: { readonly tenantId: string; readonly job: string; readonly holder: string },
    now: Date,
    ttlMs: number,
  ): Promise<boolean>;
  /** Frees what `holder` has; somebody else's lease stays. */
  release(lease: {
    readonly tenantId: string;
    readonly job: string;
    readonly holder: string;
  }): Promise<void>;
}
