/** Sign-ins that are evidence for a rule. */
export interface ObservationRow {
  tenant_id: string;
  rule: string;
  key: string;
  record_id: string;
  at: number;
  role: string;
  who: string;
  ip: string | null;
  forget_at: number;
  /** JSON of the finding; null: it alerted, and its case holds it. */
  finding: string | null;
}
