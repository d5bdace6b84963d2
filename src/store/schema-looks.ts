/** The bot's record of who asked what. */
export interface LookTables {
  looks: LookRow;
  look_people: LookPersonRow;
  look_anchors: LookAnchorRow;
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
