import type { Activity, Attachment, ConversationParameters } from 'botbuilder';
import type { Asker, Conversation, FilePlace } from '../ports/chat.ts';
import type { FileMessages, FileOffer } from '../ports/file-messages.ts';
import type { Target } from '../ports/notifier.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { toDeliveryError } from './delivery-errors.ts';
import { believe, type Reach } from './reach.ts';
import type { TeamsSettings } from './settings.ts';

/** Microsoft's “Send and receive files using bot”: the two cards, and where they are taken. */
function toOffer({ name, bytes, description, exportId }: FileOffer): Attachment {
  const context = { exportId };
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name,
    content: { description, sizeInBytes: bytes, acceptContext: context, declineContext: context },
  };
}

function toFile({ name, contentUrl, uniqueId, fileType }: FilePlace): Attachment {
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl,
    name,
    content: { uniqueId, fileType },
  };
}

const toActivity = (summary: string, attachment: Attachment): Partial<Activity> => ({
  type: 'message',
  summary,
  attachments: [attachment],
});

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

/** Files in personal chats, through the bot's own adapter. */
export function createFileMessages(
  adapter: BotAdapter,
  settings: TeamsSettings,
  reach: Reach,
): FileMessages {
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

  async function post(target: Target, summary: string, attachment: Attachment) {
    const sent = await reach('post', target, (context) =>
      context.sendActivity(toActivity(summary, attachment)),
    );
    return { activityId: sent?.id ?? '' };
  }

  return {
    async openPersonal(asker, conversation) {
      const { id, kind, serviceUrl, tenantId, bot } = conversation;
      const conversationId = kind === 'personal' ? id : await begin(asker, conversation);
      return { conversationId, serviceUrl, tenantId, kind: 'personal', bot };
    },
    offer: (target, offer) => post(target, `${offer.name}: ${offer.description}`, toOffer(offer)),
    show: (target, file) => post(target, file.name, toFile(file)),
  };
}
