import { gunzipSync, gzipSync } from 'node:zlib';
import type { ActivityRecord } from '../domain/activity-record.ts';
import { isRecord } from '../domain/record.ts';
import type { SearchJob } from '../domain/search-job.ts';
import type { SearchWatcher } from '../ports/search-jobs.ts';

const timeKeys = new Set([
  'from',
  'to',
  'at',
  'askedAt',
  'createdAt',
  'dueAt',
  'endedAt',
  'shownAt',
]);

function withTimes(key: string, value: unknown): unknown {
  return timeKeys.has(key) && typeof value === 'string' ? new Date(value) : value;
}

/** A job as it was written by `JSON.stringify`. */
export function readJob(json: string): SearchJob {
  return JSON.parse(json, withTimes) as SearchJob;
}

export function readWatcher(json: string): SearchWatcher {
  return JSON.parse(json, withTimes) as SearchWatcher;
}

/** Records in a tenth of their room; the source record, which stands in `raw` too, is written once. */
export function packRecords(records: readonly ActivityRecord[]): Uint8Array {
  const lean = records.map(({ data, ...record }) =>
    data === record.raw.auditData ? record : { ...record, data },
  );
  return gzipSync(JSON.stringify(lean));
}

export function unpackRecords(packed: Uint8Array): ActivityRecord[] {
  const lean = JSON.parse(gunzipSync(packed).toString('utf8')) as (Omit<ActivityRecord, 'data'> &
    Partial<ActivityRecord>)[];
  return lean.map((record) => {
    const { auditData } = record.raw;
    const data = record.data ?? (isRecord(auditData) ? auditData : {});
    return { ...record, at: new Date(record.at), data };
  });
}
