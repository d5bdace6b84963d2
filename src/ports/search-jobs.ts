import type { ActivityRecord } from '../domain/activity-record.ts';
import type { SearchJob } from '../domain/search-job.ts';
import type { Target } from './notifier.ts';

/** A message that shows a search, and for whom. */
export interface SearchWatcher {
  readonly tenantId: string;
  readonly jobId: string;
  readonly target: Target;
  readonly activityId: string;
  /** Whose rights count when the card is changed. */
  readonly asker: { readonly id: string; readonly name: string; readonly channelUserId: string };
  /** IANA name. */
  readonly timeZone: string;
  /** The question of that message, which may show a part of what was found. */
  readonly line: string;
  /** As of when the line is to be read. */
  readonly askedAt: Date;
  /** What the message shows now, as `stampOf` writes it. */
  readonly shown: string;
  readonly shownAt: Date;
  /** Nothing is sent there before. */
  readonly dueAt: Date;
  /** Sends that failed in a row. */
  readonly failures: number;
}

/** What is left of the day's submissions. */
export interface Submissions {
  readonly used: number;
  /** The oldest of them. */
  readonly oldestAt?: Date;
}

/** Searches of the unified audit log, what they found, and the messages that show them. */
export interface SearchJobs {
  /** The first job of the same key, newest first, that `isSame` accepts; else `job`, kept. Two askers at once get one. */
  joinOrAdd(job: SearchJob, isSame: (known: SearchJob) => boolean): Promise<SearchJob>;
  /** Jobs of that key, newest first. */
  sameKey(tenantId: string, key: string): Promise<readonly SearchJob[]>;
  find(tenantId: string, id: string): Promise<SearchJob | undefined>;
  /** Replaces what has the job's revision and gives it with the next one; undefined when somebody else was faster. */
  save(job: SearchJob): Promise<SearchJob | undefined>;
  /** Jobs that have not ended, oldest first. */
  open(tenantId: string): Promise<readonly SearchJob[]>;
  /** All jobs that are known, newest first. */
  recent(tenantId: string, limit: number): Promise<readonly SearchJob[]>;

  /** Takes one of `most` submissions of the span that began at `since`; false when there is none left. */
  takeSubmission(tenantId: string, now: Date, since: Date, most: number): Promise<boolean>;
  submissions(tenantId: string, since: Date): Promise<Submissions>;

  /** Keeps a piece of what a reading of the job found; the same piece again replaces it. */
  addRecords(piece: RecordPiece, records: readonly ActivityRecord[]): Promise<void>;
  /** What one reading found, piece by piece. */
  records(tenantId: string, reading: string): AsyncIterable<readonly ActivityRecord[]>;
  /** Drops what other readings of the job left. */
  keepOnly(tenantId: string, jobId: string, reading: string | undefined): Promise<void>;

  /** The message shows the job from now on; what it showed before no longer counts. */
  watch(watcher: SearchWatcher): Promise<void>;
  watchers(tenantId: string): Promise<readonly SearchWatcher[]>;
  /** Keeps what the message shows, unless it shows another job by now. */
  settleWatcher(watcher: SearchWatcher): Promise<void>;
  /** Another message took the place of the watcher's. */
  moveWatcher(watcher: SearchWatcher, activityId: string): Promise<void>;
  /** The message shows the job no more; one that shows another job by now stays. */
  unwatch(watcher: SearchWatcher): Promise<void>;

  /** Drops records of jobs that ended before `recordsBefore`, and jobs that ended before `jobsBefore` whole. */
  forget(tenantId: string, recordsBefore: Date, jobsBefore: Date): Promise<void>;
}

/** A part of what one reading of a job gave. */
export interface RecordPiece {
  readonly tenantId: string;
  readonly jobId: string;
  /** A try to read all records of the job; one that broke off is never shown. */
  readonly reading: string;
  /** From 0. */
  readonly seq: number;
}
