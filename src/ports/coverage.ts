import type { TimeWindow } from '../domain/time-window.ts';

/** Which of the two readings of a source: the poll's, or the late sweep's. */
export type ReadTask = 'poll' | 'sweep';

/** One read that failed. */
export interface FailedRead {
  readonly source: string;
  readonly task: ReadTask;
  /** What it was to read. */
  readonly window: TimeWindow;
  readonly at: Date;
  /** The `ErrorCode` of the failure. */
  readonly code: string;
  /** The sentence for people: what is wrong, and the next step. */
  readonly reason: string;
}

/** Failed reads in a row for one reason, until a read of the same task succeeded. */
export interface FailureRun {
  readonly task: ReadTask;
  /** All times that these reads were to read. */
  readonly window: TimeWindow;
  readonly since: Date;
  readonly lastAt: Date;
  readonly times: number;
  readonly code: string;
  readonly reason: string;
  /** When a read succeeded again, or failed for another reason; absent: it is still so. */
  readonly endedAt?: Date;
}

/** A second reading of times that the poll has left behind, for records that came late. */
export interface Sweep {
  readonly source: string;
  /** Every record that the log held then and that lies in its window is known when it has ended. */
  readonly startedAt: Date;
  readonly window: TimeWindow;
  /** Up to when it has come. */
  readonly readTo: Date;
  /** Absent: not yet at its end. */
  readonly endedAt?: Date;
  readonly rows: number;
  /** Records that only this sweep found. */
  readonly newRows: number;
  readonly worstLatenessMs: number;
}

/** A record that came too late for the poll. */
export interface LateArrival {
  readonly id: string;
  readonly at: Date;
  readonly firstSeenAt: Date;
}

/** What was read within an hour of the clock, sweeps left out. */
export interface HourOfReads {
  readonly startsAt: Date;
  readonly reads: number;
  /** Records never seen before. */
  readonly newRows: number;
}

/** A log that the watch reads, as it names it. */
export interface WatchedSource {
  /** As the ledger names it. */
  readonly name: string;
  /** As sentences name what is in it: `directory audits`. */
  readonly records: string;
  /** It is left alone for so long after it was read; absent: each poll reads it. */
  readonly everyMs?: number;
}

/** What the ledger proves of a source. Failures are `AppError`s (`store-failed`). */
export interface CoverageLog {
  /** Times read at least once, oldest first; what lies between two of them was never read. */
  spans(tenantId: string, source: string): Promise<TimeWindow[]>;
  /** Runs that lasted beyond `since`, newest first. */
  failures(tenantId: string, source: string, since: Date): Promise<FailureRun[]>;
  /** Begun no later than `notAfter`, newest first. */
  sweeps(tenantId: string, source: string, notAfter: Date, limit: number): Promise<Sweep[]>;
  /** Records that sweeps found since then, latest of all first. */
  lateArrivals(
    tenantId: string,
    source: string,
    since: Date,
    limit: number,
  ): Promise<LateArrival[]>;
  /** Records that were blocked, of a time with both ends included. */
  blockedIn(tenantId: string, source: string, window: TimeWindow): Promise<number>;
  /** Hours in which something was read, oldest first. */
  hours(tenantId: string, source: string, since: Date): Promise<HourOfReads[]>;
}
