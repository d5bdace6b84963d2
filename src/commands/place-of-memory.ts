import type { CommandRequest } from './request.ts';

/** Where the last question is kept that a follow-up changes: the conversation's, or one person's in it. */
export function placeOfMemory({
  conversation,
  asker,
  isPrivate,
}: Pick<CommandRequest, 'conversation' | 'asker' | 'isPrivate'>): string {
  return isPrivate ? `${conversation.id} ${asker.id}` : conversation.id;
}
