/** Tables of searches in the unified audit log; times and JSON as in `schema.ts`. */
export interface SearchJobRow {
  tenant_id: string;
  id: string;
  key: string;
  state: 'open' | 'finished' | 'failed' | 'cancelled';
  created_at: number;
  ended_at: number | null;
  revision: number;
  /** JSON of the whole job. */
  job: string;
}

export interface SearchRecordRow {
  tenant_id: string;
  reading: string;
  seq: number;
  job_id: string;
  /** gzip of a JSON list of records. */
  packed: Uint8Array;
}

export interface SearchWatcherRow {
  tenant_id: string;
  conversation_id: string;
  activity_id: string;
  job_id: string;
  /** JSON of the whole watcher. */
  watcher: string;
}

export interface SearchSubmissionRow {
  tenant_id: string;
  id: string;
  at: number;
}
