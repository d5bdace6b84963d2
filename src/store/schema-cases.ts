import type { CaseStep } from '../domain/case.ts';
import type { CaseVerdict } from '../domain/case-verdict.ts';
import type { Severity } from '../domain/severity.ts';

export interface CaseRow {
  tenant_id: string;
  id: string;
  rule: string;
  key: string;
  state: 'open' | 'claimed' | 'snoozed' | 'resolved';
  severity: Severity;
  verdict: CaseVerdict;
  /** JSON; null: as usual. */
  routing: string | null;
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

export interface CaseSignInRow {
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
