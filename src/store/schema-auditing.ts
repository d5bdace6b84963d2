/** Tables of looking at auditing and of changing it; times and JSON as in `schema.ts`. */
export interface AuditScanRow {
  tenant_id: string;
  id: string;
  state: 'running' | 'finished' | 'failed';
  started_at: number;
  revision: number;
  /** JSON of the whole scan. */
  scan: string;
}

export interface AuditFindingRow {
  tenant_id: string;
  scan_id: string;
  kind: string;
  /** Of the same mailbox found twice, the later counts. */
  subject_id: string;
  /** Order in which it was found, from 1. */
  seq: number;
  /** JSON of the whole finding. */
  finding: string;
}

export interface AuditChangeRow {
  tenant_id: string;
  number: number;
  /** Which switch it sets. */
  key: string;
  state: string;
  /** 1 while something is to be done about it; null afterwards, so that a switch has one open change. */
  is_open: number | null;
  due_at: number;
  /** JSON of the whole change. */
  change: string;
}

export interface AuditFollowerRow {
  tenant_id: string;
  conversation_id: string;
  activity_id: string;
  /** JSON of the whole follower. */
  follower: string;
}
