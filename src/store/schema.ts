import type { CaseStep } from '../domain/case.ts';
import type { TroubleKind } from '../domain/trouble.ts';
import type { LookTables } from './schema-looks.ts';
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

export interface CaseRow {
  tenant_id: string;
  id: string;
  rule: string;
  key: string;
  state: 'open' | 'claimed' | 'snoozed' | 'resolved';
  user_id: string | null;
  user_name: string;
  user_principal_name: string | null;
  policy_id: string | null;
  policy_name: string | null;
  app_id: string | null;
  app_name: string;
  headline: string;
  why: string;
  next_step: string;
  facts: string | null;
  count: number;
  first_at: number;
  last_at: number;
  /** JSON of the latest sign-in. */
  latest: string;
  owner_id: string | null;
  owner_name: string | null;
  snoozed_until: number | null;
  silence_id: string | null;
  silence_until: number | null;
  silence_by: string | null;
  silence_reason: string | null;
  /** 1: a case of many people, whose tallies are kept. */
  spread: number;
  /** When it is to be looked at next; 0: at once, null: not before it is saved again. */
  look_at: number | null;
}

interface CaseSignInRow {
  tenant_id: string;
  case_id: string;
  record_id: string;
  at: number;
  /** JSON of the sign-in's share in the case. */
  detail: string;
}

/** How many sign-ins of a case have one value. */
export interface CaseTallyRow {
  tenant_id: string;
  case_id: string;
  facet: 'user' | 'app' | 'country' | 'at';
  value: string;
  label: string;
  count: number;
}

export interface CaseEventRow {
  tenant_id: string;
  case_id: string;
  /** Place in the history, from 0. */
  seq: number;
  at: number;
  by_id: string;
  by_name: string;
  what: CaseStep;
  note: string | null;
  until: number | null;
}

interface CandidateRow {
  tenant_id: string;
  record_id: string;
  rule: string;
  at: number;
  /** JSON of the finding. */
  finding: string;
}

interface OutboxRow {
  id: string;
  tenant_id: string;
  conversation_id: string;
  kind: 'card' | 'reply' | 'removal';
  /** Case id of a card, case id and step of a reply, activity id of a removal. */
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
