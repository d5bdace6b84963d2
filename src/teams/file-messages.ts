import type { Activity, Attachment } from 'botbuilder';
import type { FilePlace } from '../ports/chat.ts';
import type { FileMessages, FileOffer } from '../ports/file-messages.ts';
import type { Target } from '../ports/notifier.ts';
import type { OpenPersonal } from './personal-chat.ts';
import type { Reach } from './reach.ts';

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

/** Files in personal chats. */
export function createFileMessages(openPersonal: OpenPersonal, reach: Reach): FileMessages {
  async function post(target: Target, summary: string, attachment: Attachment) {
    const sent = await reach('post', target, (context) =>
      context.sendActivity(toActivity(summary, attachment)),
    );
    return { activityId: sent?.id ?? '' };
  }

  return {
    openPersonal,
    offer: (target, offer) => post(target, `${offer.name}: ${offer.description}`, toOffer(offer)),
    show: (target, file) => post(target, file.name, toFile(file)),
  };
}
