import type { FilePlace } from '../../src/ports/chat.ts';
import type { FileMessages, FileOffer } from '../../src/ports/file-messages.ts';
import {
  DeliveryError,
  type Notice,
  type Notifier,
  type Target,
} from '../../src/ports/notifier.ts';

/** A message of the bot about a file, as it stands now. */
export type FileMessage =
  | { readonly kind: 'offer'; readonly target: Target; readonly offer: FileOffer }
  | { readonly kind: 'file'; readonly target: Target; readonly file: FilePlace }
  | { readonly kind: 'card'; readonly target: Target; readonly notice: Notice };

/** The channel as exports use it: messages by id, edits in place. */
export function createFakeExportChannel() {
  const messages = new Map<string, FileMessage>();
  const edits: { readonly activityId: string; readonly text: string }[] = [];
  const faults: DeliveryError[] = [];
  let lastId = 0;

  function add(message: FileMessage) {
    const fault = faults.shift();
    if (fault) throw fault;
    lastId += 1;
    const activityId = `file-${lastId}`;
    messages.set(activityId, message);
    return { activityId };
  }

  const notifier: Pick<Notifier, 'update'> = {
    async update(target, activityId, notice) {
      messages.set(activityId, { kind: 'card', target, notice });
      edits.push({ activityId, text: notice.text });
    },
  };
  const files: FileMessages = {
    async openPersonal(asker, conversation) {
      const fault = faults.shift();
      if (fault) throw fault;
      const { kind, serviceUrl, tenantId, bot, id } = conversation;
      const conversationId = kind === 'personal' ? id : `a:${asker.channelUserId}`;
      return { conversationId, serviceUrl, tenantId, bot, kind: 'personal' };
    },
    offer: async (target, offer) => add({ kind: 'offer', target, offer }),
    show: async (target, file) => add({ kind: 'file', target, file }),
  };
  return {
    notifier,
    files,
    messages,
    edits,
    /** The next call fails so. */
    fail: (kind: DeliveryError['kind']) => {
      faults.push(new DeliveryError(kind, 'Teams answered 403 BotNotInConversationRoster.'));
    },
    /** The messages of one kind, oldest first. */
    all<Kind extends FileMessage['kind']>(kind: Kind) {
      return [...messages].flatMap(([activityId, message]) =>
        message.kind === kind
          ? [{ ...(message as Extract<FileMessage, { kind: Kind }>), activityId }]
          : [],
      );
    },
  };
}
