import type { Conversation } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import type { OpenChannels } from '../ports/open-channels.ts';

/** `alone`: nobody else reads there. `open`: an admin lets all read. `private`: answers are for the asker alone. */
export type Openness = 'alone' | 'open' | 'private';

export interface OpennessParts {
  readonly tenantId: string;
  readonly openChannels: Pick<OpenChannels, 'find'>;
  readonly log: Log;
}

/** Who reads what is answered in a conversation. Never rejects: what can't be told is private. */
export function createOpenness({ tenantId, openChannels, log }: OpennessParts) {
  return async ({ id, kind }: Pick<Conversation, 'id' | 'kind'>): Promise<Openness> => {
    if (kind === 'personal') return 'alone';
    try {
      return (await openChannels.find(tenantId, id)) === undefined ? 'private' : 'open';
    } catch (err) {
      log.warn({ err, conversation: id }, 'whether a channel is open could not be read');
      return 'private';
    }
  };
}
