import type { ActivityRecord } from '../activity-record.ts';
import { isRecord, recordsAt, textAt } from '../record.ts';
import { listed } from '../sentence.ts';
import { counted } from './count-words.ts';
import { type Deed, detail } from './described.ts';
import { folderName, itemNoun, mailboxDetails, mailboxWhere } from './mailbox.ts';

/** How mail was read: single messages (`Bind`) or a whole folder (`Sync`). */
export interface MailAccess {
  readonly type: string | undefined;
  /** Exchange stopped recording for a while. */
  readonly isThrottled: boolean;
}

/** The value of a name in `OperationProperties`. */
export function operationProperty({ data }: ActivityRecord, name: string): string | undefined {
  const found = recordsAt(data, 'OperationProperties').find((property) => property.Name === name);
  return found && textAt(found, 'Value');
}

export function accessOf(record: ActivityRecord): MailAccess {
  return {
    type: operationProperty(record, 'MailAccessType'),
    isThrottled: operationProperty(record, 'IsThrottled')?.toLowerCase() === 'true',
  };
}

function messageIds({ data }: ActivityRecord): readonly string[] {
  return recordsAt(data, 'Folders').flatMap((folder) =>
    recordsAt(folder, 'FolderItems').flatMap((item) => textAt(item, 'InternetMessageId') ?? []),
  );
}

/** Messages of one record: as many as it says, or as it lists. */
function countOf(record: ActivityRecord): number {
  const said = Number(textAt(record.data, 'OperationCount') ?? Number.NaN);
  const items = recordsAt(record.data, 'Folders').map((folder) => folder.FolderItems);
  const listedItems = items.reduce<number>(
    (sum, list) => sum + (Array.isArray(list) ? list.filter(isRecord).length : 0),
    0,
  );
  return Number.isSafeInteger(said) && said > 0 ? Math.max(said, listedItems) : listedItems;
}

/** Messages of several records, one that was read twice counted once where its id tells. */
function countAll(records: readonly ActivityRecord[]): number {
  const ids = records.flatMap(messageIds);
  const twice = ids.length - new Set(ids).size;
  return records.reduce((sum, record) => sum + countOf(record), 0) - twice;
}

function foldersOf({ data }: ActivityRecord): readonly string[] {
  const paths = recordsAt(data, 'Folders').map((folder) => folderName(textAt(folder, 'Path')));
  const item = folderName(textAt(data, 'Item.ParentFolder.Path'));
  return [...new Set([...paths, item].flatMap((path) => path ?? []))];
}

const noSubjects =
  'The log holds ids of messages here, no subjects: look them up with Content search or a message trace.';
const throttled =
  'Exchange stopped recording reads of this mailbox for up to 24 hours: this is not complete.';

/** What was read in a mailbox, over all records of a fold. */
export function describeMailAccess(
  record: ActivityRecord,
  records: readonly ActivityRecord[] = [record],
): Deed | undefined {
  if (record.operation.toLowerCase() !== 'mailitemsaccessed') return undefined;
  const { type } = accessOf(record);
  const isThrottled = records.some((one) => accessOf(one).isThrottled);
  const isSync = type?.toLowerCase() === 'sync';
  const folders = [...new Set(records.flatMap(foldersOf))];
  const count = countAll(records);
  const inFolders = folders.length > 0 ? ` in ${listed(folders)}` : '';
  const read =
    count > 0 ? counted(count, itemNoun(folders[0])) : `${itemNoun(folders[0])}s, no number given,`;
  return {
    icon: '📖',
    sentence: isSync
      ? `Synchronised ${listed(folders) || 'a folder'}: all of it may have been read`
      : `Read ${read}${inFolders}`,
    done: 'read',
    kind: 'mail',
    where: mailboxWhere(record),
    details: [
      ...detail('Way of reading', accessWords(type)),
      ...detail('Folders', listed(folders, 'and', 20)),
      ...mailboxDetails(record),
    ],
    important: isThrottled,
    caveat: isThrottled ? throttled : isSync ? undefined : noSubjects,
  };
}

function accessWords(type: string | undefined): string | undefined {
  const lower = type?.toLowerCase();
  if (lower === 'bind') return 'Bind: single messages';
  return lower === 'sync' ? 'Sync: a client copied the whole folder' : type;
}
