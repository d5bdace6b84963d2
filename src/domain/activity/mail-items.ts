import type { ActivityRecord } from '../activity-record.ts';
import { at, isRecord, type JsonRecord, recordsAt, text, textAt, textsAt } from '../record.ts';
import { listed, quoted, spaced } from '../sentence.ts';
import { counted } from './count-words.ts';
import { type Deed, type Done, detail } from './described.ts';
import { folderName, itemNoun, mailboxDetails, mailboxWhere } from './mailbox.ts';

/** The items that a record names: one (`Item`) or several (`AffectedItems`). */
function itemsOf({ data }: ActivityRecord): readonly JsonRecord[] {
  const one = data.Item;
  return isRecord(one) ? [one] : recordsAt(data, 'AffectedItems');
}

const subjectOf = (item: JsonRecord) => textAt(item, 'Subject');

/** Where the items were: the record says it once, or each item does. */
function sourceFolder(record: ActivityRecord): string | undefined {
  const folders = itemsOf(record).flatMap(
    (item) => folderName(textAt(item, 'ParentFolder.Path')) ?? [],
  );
  const said = folderName(textAt(record.data, 'Folder.Path'));
  return said ?? (listed([...new Set(folders)]) || undefined);
}

function targetFolder({ data }: ActivityRecord): string | undefined {
  return folderName(textAt(data, 'DestFolder.Path'));
}

/** “the message “Invoice””, “3 messages”, “an item without a subject”. */
function itemWords(record: ActivityRecord): string {
  const items = itemsOf(record);
  const noun = itemNoun(sourceFolder(record));
  if (items.length !== 1) return items.length === 0 ? `${noun}s` : counted(items.length, noun);
  const subject = items.flatMap((item) => subjectOf(item) ?? []).at(0);
  return subject === undefined ? `a ${noun} without a subject` : quoted(subject);
}

const inFolder = (folder: string | undefined) => (folder === undefined ? '' : ` in ${folder}`);
const fromFolder = (folder: string | undefined) => (folder === undefined ? '' : ` from ${folder}`);
const toFolder = (folder: string | undefined) => (folder === undefined ? '' : ` to ${folder}`);

/** “ in the mailbox of bob@…”, where the items went to another one. */
function otherMailbox({ data }: ActivityRecord): string {
  const isCross = textAt(data, 'CrossMailboxOperations')?.toLowerCase() === 'true';
  const target = textAt(data, 'DestMailboxOwnerUPN') ?? textAt(data, 'DestMailboxGuid');
  return isCross ? ` in the mailbox of ${target ?? 'somebody else'}` : '';
}

interface MailOperation {
  readonly icon: string;
  readonly done: Done;
  readonly sentence: (record: ActivityRecord) => string;
  readonly important?: true;
}

const moved = (record: ActivityRecord) =>
  `${itemWords(record)}${fromFolder(sourceFolder(record))}${toFolder(targetFolder(record))}${otherMailbox(record)}`;

const sentAs = (key: string) => (record: ActivityRecord) => {
  const as = textAt(record.data, `${key}UserSmtp`) ?? textAt(record.data, 'MailboxOwnerUPN');
  return as === undefined ? '' : ` ${as}`;
};
const asWords = sentAs('SendAs');
const onBehalfWords = sentAs('SendOnBehalfOf');

/** Operations in a mailbox on messages, appointments and folders, by their name in lower case. */
const operations: Readonly<Record<string, MailOperation>> = {
  send: { icon: '📤', done: 'sent', sentence: (record) => `Sent ${itemWords(record)}` },
  sendas: {
    icon: '📤',
    done: 'sent',
    sentence: (record) => `Sent ${itemWords(record)} as${asWords(record)}`,
    important: true,
  },
  sendonbehalf: {
    icon: '📤',
    done: 'sent',
    sentence: (record) => `Sent ${itemWords(record)} on behalf of${onBehalfWords(record)}`,
  },
  create: {
    icon: '🆕',
    done: 'created',
    sentence: (record) => `Created ${itemWords(record)}${inFolder(sourceFolder(record))}`,
  },
  update: {
    icon: '✏️',
    done: 'changed',
    sentence: (record) => `Changed ${itemWords(record)}${inFolder(sourceFolder(record))}`,
  },
  move: { icon: '📦', done: 'moved', sentence: (record) => `Moved ${moved(record)}` },
  copy: { icon: '📄', done: 'copied', sentence: (record) => `Copied ${moved(record)}` },
  movetodeleteditems: {
    icon: '🗑️',
    done: 'deleted',
    sentence: (record) =>
      `Moved ${itemWords(record)}${fromFolder(sourceFolder(record))} to Deleted Items`,
  },
  softdelete: {
    icon: '🗑️',
    done: 'deleted',
    sentence: (record) =>
      `Deleted ${itemWords(record)}${fromFolder(sourceFolder(record))}, can still be recovered`,
  },
  harddelete: {
    icon: '🔥',
    done: 'deleted',
    sentence: (record) =>
      `Deleted ${itemWords(record)}${fromFolder(sourceFolder(record))} for good`,
    important: true,
  },
  recorddelete: {
    icon: '🗑️',
    done: 'deleted',
    sentence: (record) => `Deleted the record ${itemWords(record)}`,
  },
  folderbind: {
    icon: '📖',
    done: 'read',
    sentence: (record) => `Opened the folder ${sourceFolder(record) ?? 'of a mailbox'}`,
  },
  messagebind: { icon: '📖', done: 'read', sentence: (record) => `Opened ${itemWords(record)}` },
  mailboxlogin: { icon: '🔑', done: 'signed-in', sentence: () => 'Signed in to the mailbox' },
  attachmentaccess: {
    icon: '📎',
    done: 'read',
    sentence: (record) => `Opened an attachment of ${itemWords(record)}`,
  },
  addfolderpermissions: {
    icon: '🔐',
    done: 'permissions',
    sentence: (record) => `Gave rights to the folder ${sourceFolder(record) ?? 'of a mailbox'}`,
    important: true,
  },
  modifyfolderpermissions: {
    icon: '🔐',
    done: 'permissions',
    sentence: (record) => `Changed rights to the folder ${sourceFolder(record) ?? 'of a mailbox'}`,
    important: true,
  },
  updatefolderpermissions: {
    icon: '🔐',
    done: 'permissions',
    sentence: (record) => `Changed rights to the folder ${sourceFolder(record) ?? 'of a mailbox'}`,
    important: true,
  },
  removefolderpermissions: {
    icon: '🔐',
    done: 'permissions',
    sentence: (record) => `Took rights to the folder ${sourceFolder(record) ?? 'of a mailbox'}`,
  },
  updatecalendardelegation: {
    icon: '🔐',
    done: 'permissions',
    sentence: () => 'Changed who may act for the owner in the calendar',
    important: true,
  },
  applyrecord: {
    icon: '🏷️',
    done: 'settings',
    sentence: (record) => `Declared ${itemWords(record)} a record`,
  },
};

/** Names of attachments: one text for all of an item, or a list. */
function attachmentsOf(items: readonly JsonRecord[]): string | undefined {
  const names = items.flatMap((item) => {
    const one = text(item.Attachments);
    return one === undefined ? textsAt(item, 'Attachments') : [one];
  });
  return names.length === 0 ? undefined : listed(names, 'and', 12);
}

/** `ModifiedProperties` of a mailbox record is a list of names. */
function changedNames({ data }: ActivityRecord): string | undefined {
  const names = textsAt(data, 'ModifiedProperties').map(spaced);
  return names.length === 0 ? undefined : listed(names, 'and', 12);
}

/** What was done to what lies in a mailbox; undefined for operations of another kind. */
export function describeMailItems(record: ActivityRecord): Deed | undefined {
  const isMailbox = /^exchange(item|aggregated)/i.test(record.recordType ?? '');
  const operation = operations[record.operation.toLowerCase()];
  if (operation === undefined || !(isMailbox || record.service?.toLowerCase() === 'exchange')) {
    return undefined;
  }
  const items = itemsOf(record);
  const subjects = items.flatMap((item) => subjectOf(item) ?? []);
  const rights = at(record.data, 'Item.ParentFolder.MemberRights');
  return {
    icon: operation.icon,
    sentence: operation.sentence(record),
    done: operation.done,
    kind: 'mail',
    where: mailboxWhere(record, sourceFolder(record)),
    details: [
      ...detail(items.length > 1 ? 'Subjects' : 'Subject', listed(subjects, 'and', 20)),
      ...detail('Attachments', attachmentsOf(items)),
      ...detail('From', sourceFolder(record)),
      ...detail('To', targetFolder(record)),
      ...detail('To the mailbox', textAt(record.data, 'DestMailboxOwnerUPN')),
      ...detail('Changed', changedNames(record)),
      ...detail('Rights of', textAt(record.data, 'Item.ParentFolder.MemberUpn')),
      ...detail('Rights', text(rights)),
      ...mailboxDetails(record),
    ],
    important: operation.important ?? false,
  };
}
