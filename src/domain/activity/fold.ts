import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, textAt } from '../record.ts';
import { accessOf } from './mail-access.ts';

/** Records that say one thing: a document that was open for a while, a folder that was read bit by bit. */
export interface Fold {
  /** Newest first, at least one; each record is in one fold alone. */
  readonly records: readonly ActivityRecord[];
  readonly latest: ActivityRecord;
  readonly firstAt: Date;
}

/** Records of one thing that are further apart than this are told apart. */
const pauseMs = 30 * 60_000;

/** Office writes these again and again while a document is open; what they say is one of two things. */
const repeated: Readonly<Record<string, string>> = {
  fileaccessed: 'opened',
  fileaccessedextended: 'opened',
  filepreviewed: 'opened',
  fileviewed: 'opened',
  pageviewed: 'opened',
  pageviewedextended: 'opened',
  pageprefetched: 'opened',
  clientviewsignaled: 'opened',
  listviewed: 'opened',
  listitemviewed: 'opened',
  filemodified: 'changed',
  filemodifiedextended: 'changed',
};

function sessionOf({ data }: ActivityRecord): string | undefined {
  return (
    textAt(data, 'AppAccessContext.AADSessionId') ??
    textAt(data, 'SessionId') ??
    textAt(data, 'UserSessionId')
  );
}

/** Records with the same key within a while are one line; undefined: it stands alone. */
function keyOf(record: ActivityRecord): string | undefined {
  const { data } = record;
  const operation = record.operation.toLowerCase();
  const by = [record.user?.toLowerCase(), record.ip, sessionOf(record)];
  const what = repeated[operation];
  if (what !== undefined) {
    const item = ['SiteUrl', 'SourceRelativeUrl', 'SourceFileName', 'ListItemUniqueId'];
    const paths = item.map((key) => textAt(data, key));
    return JSON.stringify([what, ...by, record.objectId, ...paths]);
  }
  if (operation !== 'mailitemsaccessed') return undefined;
  const { type, isThrottled } = accessOf(record);
  const folders = recordsAt(data, 'Folders').map((folder) => textAt(folder, 'Path'));
  const item = textAt(data, 'Item.ParentFolder.Path');
  const mailbox = [textAt(data, 'MailboxGuid'), textAt(data, 'MailboxOwnerUPN')];
  const how = [type, isThrottled, textAt(data, 'LogonType'), textAt(data, 'ClientAppId')];
  return JSON.stringify(['read', ...by, ...mailbox, ...how, item, folders]);
}

/** Newest first; at one instant by id. */
function inOrder(one: ActivityRecord, other: ActivityRecord): number {
  const apart = other.at.getTime() - one.at.getTime();
  if (apart !== 0) return apart;
  return one.id < other.id ? -1 : 1;
}

/** Each id once. Of two records with one id the same one stays, in whatever order they came. */
function distinct(records: readonly ActivityRecord[]): ActivityRecord[] {
  const byId = new Map<string, ActivityRecord>();
  for (const record of records) {
    const known = byId.get(record.id);
    const stays = known && (known === record || textOf(known) <= textOf(record));
    if (!stays) byId.set(record.id, record);
  }
  return [...byId.values()];
}

const textOf = ({ at, raw }: ActivityRecord) => `${at.toISOString()} ${JSON.stringify(raw)}`;

/**
 * Folds records into lines, newest first. Nothing is lost: every distinct record is in one of the folds,
 * whatever the order and number of times that it was given.
 */
export function foldActivities(records: readonly ActivityRecord[]): readonly Fold[] {
  const open = new Map<string, ActivityRecord[]>();
  const folds: ActivityRecord[][] = [];
  for (const record of distinct(records).sort(inOrder)) {
    const key = keyOf(record);
    const fold = key === undefined ? undefined : open.get(key);
    const oldest = fold?.at(-1);
    if (fold && oldest && oldest.at.getTime() - record.at.getTime() <= pauseMs) {
      fold.push(record);
      continue;
    }
    const begun = [record];
    folds.push(begun);
    if (key !== undefined) open.set(key, begun);
  }
  return folds.flatMap(foldOf);
}

function foldOf(records: readonly ActivityRecord[]): Fold[] {
  const [latest] = records;
  const oldest = records.at(-1);
  return latest && oldest ? [{ records, latest, firstAt: oldest.at }] : [];
}
