import type { Target } from './notifier.ts';

/** Somebody's chat with the bot, of which she and the bot are all. */
export interface OwnChat {
  readonly target: Target;
  /** Object id and name of whoever it belongs to. */
  readonly owner: { readonly id: string; readonly name: string };
}

/** Chats in which the bot can reach one person each, as they wrote to it or installed it. */
export interface OwnChats {
  /** Remembers the chat, or where it is now; asks the database for one row where that is known. */
  note(chat: OwnChat, at: Date): Promise<void>;
  /** The latest of hers in which Teams has not refused the bot. */
  of(tenantId: string, ownerId: string): Promise<OwnChat | undefined>;
}

/** The same in the transaction of a read. */
export interface OwnChatWriter {
  ownChatOf(ownerId: string): Promise<OwnChat | undefined>;
  /** Those of these conversations that are somebody's chat in which the bot is not refused. */
  ownChatsAmong(conversationIds: readonly string[]): Promise<readonly string[]>;
}
