import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';
import { type Detail, detail } from './described.ts';
import { mailClient } from './mail-client.ts';

/** `\Inbox\Invoices` → `Inbox/Invoices`; `\` alone is the mailbox itself. */
export function folderName(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const parts = path.split(/[\\/]/).filter(Boolean);
  return parts.length === 0 ? 'the top folder' : parts.join('/');
}

/** What lies in a folder: calendars, contacts and tasks hold no messages. */
export function itemNoun(folder: string | undefined): string {
  return /calend|kalend|contact|kontakt|task|aufgaben|notes|journal/i.test(folder ?? '')
    ? 'item'
    : 'message';
}

export function ownerOf({ data }: ActivityRecord): string | undefined {
  return textAt(data, 'MailboxOwnerUPN') ?? textAt(data, 'MailboxGuid');
}

/** “mailbox of alice@contoso.example › Inbox”. */
export function mailboxWhere(record: ActivityRecord, folder?: string): string | undefined {
  const owner = ownerOf(record);
  const places = [owner && `mailbox of ${owner}`, folder].filter(Boolean);
  return places.length === 0 ? undefined : places.join(' › ');
}

/** Whose mailbox and with what it was opened. */
export function mailboxDetails(record: ActivityRecord): readonly Detail[] {
  const { data } = record;
  const result = textAt(data, 'ResultStatus');
  const isOutside = textAt(data, 'ExternalAccess')?.toLowerCase() === 'true';
  return [
    ...detail('Mailbox', ownerOf(record)),
    ...detail('Client', mailClient(textAt(data, 'ClientInfoString'))),
    ...detail('App id', textAt(data, 'ClientAppId') ?? textAt(data, 'AppId')),
    ...detail('Access', isOutside ? 'by somebody outside of the organisation' : undefined),
    ...detail('Result', /^(succeeded|true)$/i.test(result ?? '') ? undefined : result),
  ];
}
