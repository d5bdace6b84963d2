import type { EnumCase } from './graph-record.ts';

/** What can be changed about the unified audit log while the tenant runs. */
export interface ActivitySettings {
  /** Off, submissions are refused: with the status inside the error's message, or at the top level of the body. */
  readonly auditing: 'on' | 'off' | 'off-top-level';
  /** Which versions of Graph have the resource at all. */
  readonly servesV1: boolean;
  readonly servesBeta: boolean;
  /** How long a search takes; it waits for the first quarter of it. */
  readonly searchMs: number;
  /** After how long a search finds a record: from, to, in minutes. The real log takes about 60 to 90. */
  readonly lagMinutes: readonly [number, number];
  /** Records that one search gives at most. */
  readonly recordCountLimit: number;
  /** Submissions in any 24 hours, and searches that may wait or run at once; both only where limits are on. */
  readonly submissionsPerDay: number;
  readonly openSearches: number;
  /** Whether a refused submission is told when to come back. */
  readonly saysRetryAfter: boolean;
  /** What asking for the records of an unfinished search gives; Microsoft documents neither. */
  readonly earlyRecords: 'empty' | 'refused';
  /** Undefined: camelCase on v1.0, PascalCase on beta. */
  readonly enumCase: EnumCase | undefined;
}

/** The lag that Microsoft calls typical, for tests that must live with it. */
export const strictLagMinutes: readonly [number, number] = [60, 90];

/** A log for a demo: quick searches and a short lag, all else as the real one. */
export const defaultActivitySettings: ActivitySettings = {
  auditing: 'on',
  servesV1: true,
  servesBeta: true,
  searchMs: 4000,
  lagMinutes: [2, 12],
  recordCountLimit: 1_000_000,
  submissionsPerDay: 200,
  openSearches: 50,
  saysRetryAfter: true,
  earlyRecords: 'empty',
  enumCase: undefined,
};
