/** How a log is read. */
export interface ReadOptions {
  /** People go before the poll in the shared request budget. */
  readonly priority: 'person' | 'poll';
  /** Page size, 1..1000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}
