import type { ConversationParameters } from 'botbuilder';
import type { Asker, Conversation } from '../ports/chat.ts';
import type { Target } from '../ports/notifier.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { toDeliveryError } from './delivery-errors.ts';
import { believe } from './reach.ts';
import type { TeamsSettings } from './settings.ts';

/** The person's own chat with the bot, begun where there is none yet. Every failure is a `DeliveryError`. */
export type OpenPersonal = (asker: Asker, conversation: Conversation) => Promise<Target>;

function personalWith(asker: Asker, { bot, tenantId }: Conversation): ConversationParameters {
  // The rest of a create activity is filled in by Teams; botbuilder's type asks for it all the same.
  return {
    isGroup: false,
    bot: { id: bot.id, name: bot.name ?? '' },
    members: [{ id: asker.channelUserId, name: asker.name }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  } as unknown as ConversationParameters;
}

/** Teams gives the chat that is there already when it is asked for one more. */
export function createOpenPersonal(adapter: BotAdapter, settings: TeamsSettings): OpenPersonal {
  async function begin(asker: Asker, conversation: Conversation): Promise<string> {
    const ids: string[] = [];
    believe(conversation.serviceUrl, settings);
    try {
      await adapter.createConversationAsync(
        settings.appId,
        'msteams',
        conversation.serviceUrl,
        settings.toChannelFromBotOAuthScope,
        personalWith(asker, conversation),
        async (context) => {
          ids.push(context.activity.conversation.id);
        },
      );
    } catch (thrown) {
      throw toDeliveryError(thrown, 'post');
    }
    return ids[0] ?? '';
  }

  return async (asker, conversation) => {
    const { id, kind, serviceUrl, tenantId, bot } = conversation;
    const conversationId = kind === 'personal' ? id : await begin(asker, conversation);
    return { conversationId, serviceUrl, tenantId, kind: 'personal', bot };
  };
}
