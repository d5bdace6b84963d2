import type { TroubleKind } from '../domain/trouble.ts';
import type {
  AuditChangeRow,
  AuditFindingRow,
  AuditFollowerRow,
  AuditScanRow,
} from './schema-auditing.ts';
import type { CaseEventRow, CaseRow, CaseSignInRow, CaseTallyRow } from './schema-cases.ts';
import type { DigestRow, QuietEndRow } from './schema-digests.ts';
import type { RehearsalDayRow, UserCountryRow } from './schema-histories.ts';
import type { LookTables } from './schema-looks.ts';
import type { ObservationRow } from './schema-observations.ts';
import type {
  SearchJobRow,
  SearchRecordRow,
  SearchSubmissionRow,
  SearchWatcherRow,
} from './schema-searches.ts';

/** The tables as Kysely sees them. Times are whole milliseconds since 1970, UTC. */
export interface Database extends LookTables {
  subscriptions: SubscriptionRow;
  seen: SeenRow;
  cases: CaseRow;
  case_sign_ins: CaseSignInRow;
  case_tallies: CaseTallyRow;
  case_events: CaseEventRow;
  candidates: CandidateRow;
  outbox: OutboxRow;
  messages: MessageRow;
  ledger: LedgerRow;
  read_spans: ReadSpanRow;
  read_hours: ReadHourRow;
  failed_reads: FailedReadRow;
  sweeps: SweepRow;
  troubles: TroubleRow;
  trouble_notices: TroubleNoticeRow;
  leases: LeaseRow;
  search_jobs: SearchJobRow;
  search_records: SearchRecordRow;
  search_watchers: SearchWatcherRow;
  search_submissions: SearchSubmissionRow;
  last_questions: LastQuestionRow;
  saved_questions: SavedQuestionRow;
  silences: SilenceRow;
  case_context: { tenant_id: string; case_id: string; read_at: number; context: string };
  policy_jumps: PolicyJumpRow;
  observations: ObservationRow;
  digests: DigestRow;
  quiet_ends: QuietEndRow;
  user_countries: UserCountryRow;
  rehearsal_days: RehearsalDayRow;
  audit_scans: AuditScanRow;
  audit_findings: AuditFindingRow;
  audit_changes: AuditChangeRow;
  audit_followers: AuditFollowerRow;
  open_channels: OpenChannelRow;
}

interface OpenChannelRow {
  tenant_id: string;
  conversation_id: string;
  opened_by_id: string;
  opened_by_name: string;
  opened_at: number;
}

export interface SubscriptionRow {
  tenant_id: string;
  conversation_id: string;
  service_url: string;
  kind: 'personal' | 'groupChat' | 'channel';
  name: string | null;
  bot_id: string;
  bot_name: string | null;
  created_by_id: string;
  created_by_name: string;
  created_at: number;
  dead_at: number | null;
  dead_reason: string | null;
  /** 0: it asked for no alerts, and gets what is for its owner alone. */
  receives: number;
  /** Whose chat with the bot it is; null: several people's. */
  owner_id: string | null;
  /** NULL: full. */
  detail: 'full' | 'brief' | null;
}

interface SeenRow {
  tenant_id: string;
  source: string;
  record_id: string;
  /** Place in `seenOutcomes`. */
  outcome: number;
  at: number;
  first_seen_at: number;
}

interface CandidateRow {
  tenant_id: string;
  record_id: string;
  rule: string;
  at: number;
  /** JSON of the finding. */
  finding: string;
}

export type OutboxKind = 'card' | 'reply' | 'removal' | 'digest' | 'quiet-end';

interface OutboxRow {
  id: string;
  tenant_id: string;
  conversation_id: string;
  kind: OutboxKind;
  /** Case id of a card, case id and step of a reply, activity id of a removal, day of a digest, end of a quiet time. */
  subject: string;
  state: 'pending' | 'sending' | 'given-up';
  revision: number;
  attempts: number;
  due_at: number;
  claimed_at: number | null;
  token: string | null;
  last_error: string | null;
}

interface MessageRow {
  tenant_id: string;
  case_id: string;
  conversation_id: string;
  activity_id: string;
  posted_at: number;
  sent_at: number;
}

interface LedgerRow {
  tenant_id: string;
  id: string;
  source: string;
  from_at: number;
  to_at: number;
  read_at: number;
  pages: number;
  row_count: number;
  new_rows: number;
  worst_lateness_ms: number;
  sweep_at: number | null;
}

/** Times read without a gap; rows of one source never touch each other. */
interface ReadSpanRow {
  tenant_id: string;
  source: string;
  from_at: number;
  to_at: number;
}

interface ReadHourRow {
  tenant_id: string;
  source: string;
  /** The hour's beginning. */
  hour_at: number;
  reads: number;
  row_count: number;
  new_rows: number;
}

export interface FailedReadRow {
  tenant_id: string;
  id: string;
  source: string;
  task: 'poll' | 'sweep';
  from_at: number;
  to_at: number;
  since_at: number;
  last_at: number;
  ended_at: number | null;
  times: number;
  code: string;
  reason: string;
}

export interface SweepRow {
  tenant_id: string;
  source: string;
  started_at: number;
  from_at: number;
  to_at: number;
  read_to: number;
  ended_at: number | null;
  row_count: number;
  new_rows: number;
  worst_lateness_ms: number;
}

export interface TroubleRow {
  tenant_id: string;
  id: string;
  kind: TroubleKind;
  subject: string;
  sentence: string;
  next_step: string;
  since_at: number;
  ended_at: number | null;
  revision: number;
}

export interface TroubleNoticeRow {
  tenant_id: string;
  trouble_id: string;
  conversation_id: string;
  activity_id: string | null;
  shown: number;
  attempts: number;
  due_at: number;
}

interface LeaseRow {
  tenant_id: string;
  job: string;
  holder: string;
  expires_at: number;
  token: number;
}

interface LastQuestionRow {
  tenant_id: string;
  conversation_id: string;
  line: string;
  until_at: number;
}

interface SavedQuestionRow {
  tenant_id: string;
  person_id: string;
  /** The name in lower case. */
  key: string;
  name: string;
  line: string;
  saved_at: number;
}

export interface SilenceRow {
  tenant_id: string;
  id: string;
  /** JSON of what it is about. */
  matcher: string;
  reason: string;
  owner_id: string;
  owner_name: string;
  from_at: number;
  until_at: number;
  ended_at: number | null;
  ended_by: string | null;
  held_back: number;
}

interface PolicyJumpRow {
  tenant_id: string;
  policy_id: string;
  began_at: number;
  read_at: number;
  told_at: number | null;
  /** JSON of what was changed. */
  found: string;
}
