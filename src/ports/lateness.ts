/** How the ledger and the seen records name the sign-in log. */
export const signInLogSource = 'sign-ins';

/** How they name the directory audit log. */
export const directoryAuditSource = 'directory-audits';

/** How they name the unified audit log. */
export const unifiedAuditSource = 'unified-audit';

/** How they name the days on which report-only policies were counted. */
export const reportOnlySource = 'report-only';

/** How they name sign-ins of all outcomes, of which evidence alone is remembered. */
export const allSignInsSource = 'all-sign-ins';

/** How late records of a source have lately come, as the watch measured it. */
export interface Lateness {
  /** Records that it is measured on. */
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** When the newest record that the watch has seen happened. */
  readonly newestAt: Date;
}

/** What the watch knows of a source's lateness. */
export interface LatenessLog {
  /**
   * Measured on records first seen while the watch read without a pause: one that came after a pause may
   * have waited for the bot. Undefined when nothing is measured yet. Failures are `AppError`s.
   */
  recent(tenantId: string, source: string): Promise<Lateness | undefined>;
}
