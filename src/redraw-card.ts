import type { Access } from './access.ts';
import type { Render } from './cards/render.ts';
import type { Dispatcher } from './commands/dispatch.ts';
import { drawReply } from './commands/draw-reply.ts';
import type { Reply } from './commands/request.ts';
import type { Level } from './domain/access.ts';
import { toAppError } from './errors.ts';
import type { LookBook } from './inbound/look-book.ts';
import type { AdaptiveCard } from './ports/chat.ts';
import type { Log } from './ports/log.ts';
import type { Notice } from './ports/notifier.ts';
import type { OpenChannels } from './ports/open-channels.ts';
import type { SearchWatcher } from './ports/search-jobs.ts';

export interface RedrawParts {
  readonly tenantId: string;
  readonly access: Access;
  readonly dispatcher: Dispatcher;
  /** A card that becomes its answer is a look of its own: what is found then was not there when it was asked. */
  readonly book: LookBook;
  /** Where everybody may read what is answered. */
  readonly openChannels: Pick<OpenChannels, 'find'>;
  readonly render: Render;
  readonly toText: (card: AdaptiveCard) => string;
  readonly log: Log;
}

/** A message that shows how something stands, of a search or not. */
type Standing = Pick<
  SearchWatcher,
  'activityId' | 'asker' | 'target' | 'timeZone' | 'line' | 'askedAt'
> & { readonly jobId?: string };

/**
 * Draws the card of a message as it is now, by asking its question again for whoever asked it, with her rights
 * of now. Rejects with a retryable `AppError` where another try may help; any other failure is drawn.
 */
export function createRedraw(parts: RedrawParts) {
  const { tenantId, access, dispatcher, book, openChannels, render, toText, log } = parts;
  const drawn = (reply: Reply): Notice => {
    const card = drawReply(render, reply);
    return { card, text: toText(card) };
  };

  async function standingOf(id: string, signal: AbortSignal) {
    try {
      return { level: await access.levelOf(id, signal) };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.retryable) throw error;
      const level: Level = 'none';
      return { level, levelProblem: [error.message, error.hint].filter(Boolean).join(' ') };
    }
  }

  /** A card for all to see, in a channel that was open when it was asked for and is so no more. */
  async function isClosedSince({ kind, conversationId, onlyFor }: SearchWatcher['target']) {
    if (kind === 'personal' || onlyFor !== undefined) return false;
    return (await openChannels.find(tenantId, conversationId)) === undefined;
  }

  return async (watcher: Standing, signal: AbortSignal): Promise<Notice> => {
    const { asker, target, timeZone, line, askedAt } = watcher;
    if (await isClosedSince(target)) {
      const title = `What was found is for ${asker.name} alone: answers here are for all no more.`;
      const lines = [{ text: 'Ask again: the answer then comes to you alone.' }];
      return drawn({ card: 'notice', data: { icon: '🔒', title, lines } });
    }
    const standing = await standingOf(asker.id, signal);
    const { conversationId: id, ...rest } = target;
    const conversation = { id, ...rest };
    const request = {
      text: line,
      mentions: [],
      asker,
      ...standing,
      conversation,
      timeZone,
      until: askedAt,
      isRedrawn: true,
      signal,
    } as const;
    const asking = { asker, level: standing.level, conversation, door: 'result' } as const;
    try {
      return await book.recorded(
        asking,
        () => dispatcher.meaning(request),
        async () => {
          const reply = await dispatcher.answer(request);
          const isUnderWay = reply.placed !== undefined;
          return { shown: drawn(reply), look: isUnderWay ? undefined : reply.look };
        },
        (thrown) => toAppError(thrown).retryable,
      );
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.retryable) throw error;
      const referenceId = watcher.jobId ?? watcher.activityId;
      const { code, message: sentence, hint = '', cause } = error;
      log.error({ referenceId, code, err: error, cause }, 'the answer of a search can’t be shown');
      const data = { sentence, hint, referenceId, again: { ask: line } };
      return drawn({ card: 'problem', data });
    }
  };
}
