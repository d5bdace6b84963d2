import type { Inbound, Outgoing } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OwnChats } from '../ports/own-chats.ts';

interface Parts {
  readonly tenantId: string;
  readonly ownChats: Pick<OwnChats, 'note'>;
  readonly clock: Clock;
  readonly log: Log;
}

type Answer = (inbound: Inbound, signal: AbortSignal) => Promise<Outgoing>;

/**
 * Remembers, beside each answer, where people have a chat with the bot: whoever installs it or writes to it can be
 * reached there. A failure costs nobody her answer.
 */
export function rememberOwnChats(
  answer: Answer,
  { tenantId, ownChats, clock, log }: Parts,
): Answer {
  async function note({ asker, conversation }: Inbound): Promise<void> {
    if (conversation.kind !== 'personal' || conversation.tenantId !== tenantId) return;
    const { id: conversationId, serviceUrl, kind, bot } = conversation;
    const target = { conversationId, serviceUrl, tenantId, kind, bot };
    try {
      await ownChats.note({ target, owner: asker }, clock.now());
    } catch (err) {
      log.warn({ err }, 'a chat with the bot could not be noted');
    }
  }

  return async (inbound, signal) => {
    const [answered] = await Promise.all([answer(inbound, signal), note(inbound)]);
    return answered;
  };
}
