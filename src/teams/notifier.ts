import type { ConversationReference, TurnContext } from 'botbuilder';
import { DeliveryError, type Notice, type Notifier, type Target } from '../ports/notifier.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { toCardActivity } from './card-activity.ts';
import { toDeliveryError } from './delivery-errors.ts';
import { isBelieved } from './service-url.ts';
import type { TeamsSettings } from './settings.ts';

/** The channel itself: with `;messageid=…` Teams would file a post under that thread. */
function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/i, '');
}

function toReference(target: Target): Partial<ConversationReference> {
  const id = withoutThread(target.conversationId);
  return {
    channelId: 'msteams',
    serviceUrl: target.serviceUrl,
    bot: { id: target.bot.id, name: target.bot.name ?? '' },
    conversation: {
      id,
      name: '',
      isGroup: target.kind !== 'personal',
      conversationType: target.kind,
      tenantId: target.tenantId,
    },
  };
}

/** Sends, edits and removes messages without being asked first, through the bot's own adapter. */
export function createNotifier(adapter: BotAdapter, settings: TeamsSettings): Notifier {
  const reach = async <Result>(
    operation: 'post' | 'update' | 'remove',
    target: Target,
    act: (context: TurnContext) => Promise<Result>,
  ): Promise<Result> => {
    if (!isBelieved(target.serviceUrl, settings)) {
      throw new DeliveryError(
        'refused',
        'The service URL kept for this conversation is not in BOT_SERVICE_URL_HOSTS.',
      );
    }
    const results: Result[] = [];
    try {
      await adapter.continueConversationAsync(
        settings.appId,
        toReference(target),
        async (context) => {
          // The made-up id of a continued conversation: with it, a post would be a reply to nothing.
          context.activity.id = '';
          results.push(await act(context));
        },
      );
    } catch (thrown) {
      throw toDeliveryError(thrown, operation);
    }
    const [result] = results;
    return result as Result;
  };

  return {
    async post(target: Target, notice: Notice) {
      const sent = await reach('post', target, (context) =>
        context.sendActivity(toCardActivity(notice)),
      );
      return { activityId: sent?.id ?? '' };
    },
    update: (target, activityId, notice) =>
      reach('update', target, async (context) => {
        await context.updateActivity({ ...toCardActivity(notice), id: activityId });
      }),
    remove: (target, activityId) =>
      reach('remove', target, (context) => context.deleteActivity(activityId)),
  };
}
