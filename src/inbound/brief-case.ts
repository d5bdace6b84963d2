import { briefAlert } from '../alerts/brief-alert.ts';
import type { AlertView } from '../alerts/view.ts';
import type { Reply } from '../commands/request.ts';
import type { Conversation } from '../ports/chat.ts';
import { type Subscriptions, withoutThread } from '../ports/subscriptions.ts';

export interface BriefCaseParts {
  readonly tenantId: string;
  readonly subscriptions: Pick<Subscriptions, 'list'>;
}

/** The card of a case after one of its buttons, as brief as its channel gets its alerts. */
export function createBriefCase({ tenantId, subscriptions }: BriefCaseParts) {
  return async <R extends Pick<Reply, 'card' | 'data'>>(
    reply: R,
    { id }: Pick<Conversation, 'id'>,
  ): Promise<R> => {
    if (reply.card !== 'alert') return reply;
    const known = await subscriptions.list(tenantId);
    const own = known.find(({ target }) => target.conversationId === withoutThread(id));
    if (own?.target.detail !== 'brief') return reply;
    return { ...reply, data: briefAlert(reply.data as AlertView), smaller: undefined };
  };
}
