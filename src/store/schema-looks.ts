/** The bot's record of who asked what. */
export interface LookTables {
  looks: LookRow;
  look_people: LookPersonRow;
  look_anchors: LookAnchorRow;
  look_notices: LookNoticeRow;
}

interface LookRow {
  tenant_id: string;
  sequence: number;
  at: number;
  /** Hash of the row before. */
  previous: string;
  hash: string;
  /** The canonical text, which alone is hashed. */
  record: string;
}

/** One person that a look was about. */
interface LookPersonRow {
  tenant_id: string;
  person_id: string;
  sequence: number;
}

/** The last row that retention dropped. */
interface LookAnchorRow {
  tenant_id: string;
  sequence: number;
  hash: string;
}

/** That somebody looked at a protected person, to be told. */
export interface LookNoticeRow {
  tenant_id: string;
  id: string;
  conversation_id: string;
  at: number;
  /** Asker, person and reason as JSON. */
  content: string;
  attempts: number;
  due_at: number;
  sent_at: number | null;
}
