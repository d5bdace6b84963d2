import type { ConversationReference, TurnContext } from 'botbuilder';
import { DeliveryError, type Target } from '../ports/notifier.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { toDeliveryError } from './delivery-errors.ts';
import { isBelieved } from './service-url.ts';
import type { TeamsSettings } from './settings.ts';

/** The channel itself: with `;messageid=…` Teams would file a post under that thread. */
function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/i, '');
}

/** Only channels have threads; the thread of a post is named by the post. */
function conversationIdOf({ conversationId, kind }: Target, thread: string | undefined): string {
  const id = withoutThread(conversationId);
  return thread === undefined || kind !== 'channel' ? id : `${id};messageid=${thread}`;
}

function toReference(target: Target, thread: string | undefined): Partial<ConversationReference> {
  const id = conversationIdOf(target, thread);
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

/** Throws where the bot's token would go to a place that the admin does not believe. */
export function believe(serviceUrl: string, settings: TeamsSettings): void {
  if (isBelieved(serviceUrl, settings)) return;
  throw new DeliveryError(
    'refused',
    'The service URL kept for this conversation is not in BOT_SERVICE_URL_HOSTS.',
  );
}

/** Does something in a conversation without being asked first. */
export type Reach = <Result>(
  operation: 'post' | 'reply' | 'update' | 'remove' | 'look',
  target: Target,
  act: (context: TurnContext) => Promise<Result>,
  /** The message below which to post. */
  thread?: string,
) => Promise<Result>;

/** Goes through the bot's own adapter; every failure is a `DeliveryError`. */
export function createReach(adapter: BotAdapter, settings: TeamsSettings): Reach {
  return async <Result>(
    operation: 'post' | 'reply' | 'update' | 'remove' | 'look',
    target: Target,
    act: (context: TurnContext) => Promise<Result>,
    thread?: string,
  ): Promise<Result> => {
    believe(target.serviceUrl, settings);
    const results: Result[] = [];
    try {
      await adapter.continueConversationAsync(
        settings.appId,
        toReference(target, thread),
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
}
