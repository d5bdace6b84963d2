import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';
import { parameter, parametersOf } from './cmdlet.ts';

/** `alice@contoso.example\Rule` and `alice@contoso.example:\Calendar` lie in a mailbox and begin with its name. */
const withinMailbox = /:?\\.*$/s;

/** Sign-in names of the mailboxes in which, or in whose name, something was done, in lower case. */
export function mailboxesOf(record: ActivityRecord): string[] {
  const { data, objectId } = record;
  const parameters = parametersOf(record);
  return [
    textAt(data, 'MailboxOwnerUPN'),
    textAt(data, 'DestMailboxOwnerUPN'),
    textAt(data, 'SendAsUserSmtp'),
    textAt(data, 'SendOnBehalfOfUserSmtp'),
    objectId,
    parameter(parameters, 'identity'),
    parameter(parameters, 'mailbox'),
  ].flatMap((name) => name?.replace(withinMailbox, '').toLowerCase() ?? []);
}
