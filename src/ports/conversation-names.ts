import type { Conversation } from './chat.ts';

export interface ConversationNames {
  /** What people call this channel; undefined for chats, and where Teams does not say. Never rejects. */
  nameOf(conversation: Conversation): Promise<string | undefined>;
}
