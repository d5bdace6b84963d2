import { TeamsInfo } from 'botbuilder';
import type { ConversationNames } from '../ports/conversation-names.ts';
import type { Log } from '../ports/log.ts';
import { targetIn } from '../ports/notifier.ts';
import { withoutThread } from '../ports/subscriptions.ts';
import type { Reach } from './reach.ts';

type Named = Parameters<ConversationNames['nameOf']>[0];

/**
 * Messages from channels come without the channel's name, so the team's list of channels is asked, in which
 * the first one has none: Teams calls it General in everybody's own language.
 */
export function createConversationNames(reach: Reach, log: Log): ConversationNames {
  async function ask(conversation: Named, teamId: string): Promise<string | undefined> {
    const channels = await reach('post', targetIn(conversation), (context) =>
      TeamsInfo.getTeamChannels(context, teamId),
    );
    const found = channels.find(({ id }) => id === withoutThread(conversation.id));
    return found && (found.name?.trim() || 'General');
  }

  return {
    async nameOf(conversation) {
      const { name, kind, teamId } = conversation;
      if (name !== undefined || kind !== 'channel' || teamId === undefined) return name;
      try {
        return await ask(conversation, teamId);
      } catch (err) {
        log.warn({ err, teamId }, 'Teams does not tell the channels of a team');
        return undefined;
      }
    },
  };
}
