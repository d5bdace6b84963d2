import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, text, textAt } from '../record.ts';

/** Parameters of cmdlets that name the mailbox they change. */
const namesMailbox = /^(identity|mailbox)$/i;

/** Sign-in names of the mailboxes in which something was done, in lower case. */
export function mailboxesOf({ data, objectId }: ActivityRecord): string[] {
  const parameters = recordsAt(data, 'Parameters')
    .filter(({ Name }) => namesMailbox.test(text(Name) ?? ''))
    .map(({ Value }) => text(Value));
  return [
    textAt(data, 'MailboxOwnerUPN'),
    textAt(data, 'DestMailboxOwnerUPN'),
    objectId,
    ...parameters,
  ].flatMap((name) => name?.toLowerCase() ?? []);
}
