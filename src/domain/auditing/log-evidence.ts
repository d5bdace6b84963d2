/** What the unified audit log shows of itself to whoever searches it. */
export type LogEvidence =
  /** A search found records, the newest of them then. */
  | { readonly kind: 'records'; readonly newestAt: Date; readonly searchedAt: Date }
  /** A search was taken, which a tenant whose log is off refuses; nothing was found, or it goes on. */
  | { readonly kind: 'taken'; readonly searchedAt: Date }
  /** A search was refused: `AuditingDisabledTenant`. */
  | { readonly kind: 'disabled'; readonly searchedAt: Date }
  /** Nothing is known, and why. */
  | { readonly kind: 'none'; readonly reason: string; readonly permission?: string };
