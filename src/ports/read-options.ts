/** Whose turn at a shared request budget comes first: people, then cards that wait to be posted, then the poll. */
export const priorities = ['person', 'card', 'poll'] as const;
export type Priority = (typeof priorities)[number];

/** How a log is read. */
export interface ReadOptions {
  readonly priority: Priority;
  /** Page size, 1..1000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}
