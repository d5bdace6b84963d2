/** The last question of a conversation: what `blocked`, `last 7d` and `export` refer to. */
export interface LastQuestion {
  /** The canonical line, with object ids in place of names. */
  readonly line: string;
  /** The list was as of then. */
  readonly until: Date;
}

/** A question kept under a name by one person. */
export interface SavedQuestion {
  readonly name: string;
  readonly line: string;
  readonly savedAt: Date;
}

/** What a conversation, and a person, asked before. */
export interface ConversationMemory {
  last(tenantId: string, conversationId: string): Promise<LastQuestion | undefined>;
  remember(tenantId: string, conversationId: string, question: LastQuestion): Promise<void>;
  saved(tenantId: string, personId: string): Promise<readonly SavedQuestion[]>;
  /** Replaces what has the same name, in whatever case. */
  save(tenantId: string, personId: string, question: SavedQuestion): Promise<void>;
  /** False when there was none of that name. */
  forget(tenantId: string, personId: string, name: string): Promise<boolean>;
  /** Drops last questions older than this. */
  forgetBefore(tenantId: string, moment: Date): Promise<void>;
}
