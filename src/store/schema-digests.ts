/** A digest as it was made. */
export interface DigestRow {
  tenant_id: string;
  /** Of its zone: `2026-11-23`. */
  day: string;
  made_at: number;
  /** JSON */
  content: string;
}

/** An end of a quiet time for which a line was asked for. */
export interface QuietEndRow {
  tenant_id: string;
  conversation_id: string;
  until_at: number;
}
