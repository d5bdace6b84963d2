/** A country in which a user was seen. */
export interface UserCountryRow {
  tenant_id: string;
  who: string;
  country: string;
  first_at: number;
  first_record: string;
  last_at: number;
  forget_at: number;
}

/** What a report-only policy would have done on a day (UTC, `2026-11-22`). */
export interface RehearsalDayRow {
  tenant_id: string;
  day: string;
  policy_id: string;
  policy_name: string;
  /** Sign-ins. */
  blocked: number;
  blocked_people: number;
  /** Sign-ins. */
  prompted: number;
  prompted_people: number;
}
