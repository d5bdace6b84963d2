import type { CommandRequest } from './request.ts';

type Asked = Pick<CommandRequest, 'conversation' | 'asker' | 'isPrivate'>;

const ownChat = ({ asker }: Asked) => `person ${asker.id}`;

/**
 * Where the last question is kept that a follow-up changes: the conversation's; one person's in it, where only she
 * sees the answers; or her own in her chat with the bot.
 */
export function placeOfMemory(asked: Asked): string {
  const { conversation, asker, isPrivate } = asked;
  if (conversation.kind === 'personal') return ownChat(asked);
  return isPrivate ? `${conversation.id} ${asker.id}` : conversation.id;
}

/** Where a question is to be kept: a private answer may be in her own chat with the bot, where she goes on. */
export function placesOfMemory(asked: Asked): readonly string[] {
  const place = placeOfMemory(asked);
  return asked.isPrivate ? [place, ownChat(asked)] : [place];
}
