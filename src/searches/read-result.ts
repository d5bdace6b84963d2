import { mailboxesOf } from '../domain/activity/mailboxes-of.ts';
import type { ActivityRecord } from '../domain/activity-record.ts';
import type { SearchJob, SearchResult } from '../domain/search-job.ts';
import { AppError } from '../errors.ts';
import type { AuditSearch } from '../ports/audit-search.ts';
import type { SearchJobs } from '../ports/search-jobs.ts';
import { mostRecords } from './pace.ts';

export interface ReadDeps {
  readonly store: SearchJobs;
  readonly search: AuditSearch;
  readonly newId: () => string;
  /** Default: `mostRecords`. */
  readonly keepAtMost?: number;
}

const recordsAPiece = 500;
/** A page that can't be read may be readable when everything is read again; so often is tried. */
const readingsOfBroken = 2;

/** Takes records in, each once and no more than are kept, and writes them piece by piece. */
function createCollector(job: SearchJob, reading: string, store: SearchJobs, most: number) {
  const seen = new Set<string>();
  let waiting: ActivityRecord[] = [];
  let seq = 0;
  async function write(atLeast: number): Promise<void> {
    if (waiting.length < atLeast) return;
    const piece = { tenantId: job.tenantId, jobId: job.id, reading, seq };
    await store.addRecords(piece, waiting);
    waiting = [];
    seq += 1;
  }
  return {
    async add(rows: readonly ActivityRecord[]) {
      for (const row of rows) {
        if (seen.has(row.id)) continue;
        seen.add(row.id);
        if (seen.size <= most) waiting.push(row);
      }
      await write(recordsAPiece);
    },
    finish: () => write(1),
    kept: () => Math.min(seen.size, most),
    dropped: () => Math.max(0, seen.size - most),
  };
}

/**
 * Reads all records of a search into the store, each once. The pages come in no order and repeat themselves.
 * `goOn` is asked before each page and throws when somebody else has taken over.
 */
export async function readResult(
  job: SearchJob,
  { store, search, newId, keepAtMost = mostRecords }: ReadDeps,
  goOn: () => Promise<void>,
  signal: AbortSignal,
): Promise<SearchResult> {
  const reading = newId();
  const collector = createCollector(job, reading, store, keepAtMost);
  let unreadable = 0;
  let isBroken = false;
  for (const { searchId = '', isMailbox = false } of job.parts) {
    for await (const page of search.records(searchId, { priority: 'poll', signal })) {
      await goOn();
      unreadable += page.unreadable;
      isBroken ||= page.isBroken ?? false;
      const rows = isMailbox ? page.rows.filter((row) => isIn(row, job.filter.mailbox)) : page.rows;
      await collector.add(rows);
    }
  }
  if (isBroken && job.failures < readingsOfBroken) throw brokenPage();
  await collector.finish();
  return {
    reading,
    records: collector.kept(),
    isTruncated: isBroken || job.parts.some(({ isTruncated }) => isTruncated),
    unreadable,
    dropped: collector.dropped(),
  };
}

/** A keyword finds its word anywhere: in a message to her, too. */
function isIn(record: ActivityRecord, mailbox = ''): boolean {
  return mailboxesOf(record).includes(mailbox.toLowerCase());
}

function brokenPage(): AppError {
  return new AppError('unavailable', 'A page of the records could not be read.', {
    hint: 'It is read again; if it stays so, the answer says that records are missing.',
    retryable: true,
  });
}
