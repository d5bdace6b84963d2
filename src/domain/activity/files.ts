import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';
import { quoted } from '../sentence.ts';
import { type Deed, type Detail, detail } from './described.ts';
import { type FileOperation, fileOperations } from './file-operations.ts';
import { fill } from './fill.ts';
import { itemName, lastName, pathWords, siteAndPath } from './site-path.ts';

/** Records of the sharing and storage of files, folders, pages and lists. */
const fileTypes = /^(sharepoint|onedrive)/i;

export function isFileRecord({ recordType = '', service = '' }: ActivityRecord): boolean {
  return fileTypes.test(recordType) || /^(sharepoint|onedrive)$/i.test(service);
}

const nameless: Readonly<Record<string, string>> = {
  list: 'a list',
  listitem: 'a list item',
  folder: 'a folder',
  page: 'a page',
  web: 'a site',
  site: 'a site',
};

/** The item in quotes, or what kind of thing it is. */
export function itemWords(record: ActivityRecord): string {
  const name = itemName(record);
  if (name !== undefined) return quoted(name);
  return nameless[textAt(record.data, 'ItemType')?.toLowerCase() ?? ''] ?? 'a file';
}

/** “ to “New.docx” in Shared Documents › 2026”, of what was moved, copied or renamed. */
function destination({ data, objectId }: ActivityRecord): string {
  const url = textAt(data, 'DestinationUrl') ?? textAt(data, 'DestinationObjectId');
  const name = textAt(data, 'DestinationFileName') ?? (url && lastName(url));
  const path = textAt(data, 'DestinationRelativeUrl');
  const source = textAt(data, 'SourceFileName') ?? (objectId && lastName(objectId));
  const newName = name && name !== source ? quoted(name) : '';
  const moved = path !== undefined && path !== textAt(data, 'SourceRelativeUrl');
  const place = moved ? pathWords(path) : '';
  const words = [newName, place && (newName ? `in ${place}` : place)].filter(Boolean).join(' ');
  return words && ` to ${words}`;
}

/** From where it was moved, where that differs. */
function origin({ data }: ActivityRecord): string {
  const [from, to] = [textAt(data, 'SourceRelativeUrl'), textAt(data, 'DestinationRelativeUrl')];
  return from !== undefined && to !== undefined && from !== to ? ` from ${pathWords(from)}` : '';
}

function sizeWords(bytes: string | undefined): string | undefined {
  const size = Number(bytes);
  if (bytes === undefined || !Number.isFinite(size)) return undefined;
  if (size < 1_024) return `${size} bytes`;
  const isMega = size >= 1_048_576;
  return `${(size / (isMega ? 1_048_576 : 1_024)).toFixed(1)} ${isMega ? 'MB' : 'KB'}`;
}

/** With what it was done: the app, the browser, the device. */
export function clientDetails({ data }: ActivityRecord): readonly Detail[] {
  const browser = [textAt(data, 'BrowserName'), textAt(data, 'BrowserVersion')];
  const managed = { true: 'yes', false: 'no' }[textAt(data, 'IsManagedDevice') ?? ''];
  return [
    ...detail(
      'With',
      textAt(data, 'ApplicationDisplayName') ?? textAt(data, 'AppAccessContext.ClientAppName'),
    ),
    ...detail('Browser', browser.filter(Boolean).join(' ')),
    ...detail('Device', textAt(data, 'DeviceDisplayName')),
    ...detail('Platform', textAt(data, 'Platform')),
    ...detail('Managed device', managed),
  ];
}

function contentDetails({ data }: ActivityRecord): readonly Detail[] {
  return [
    ...detail('Malware', textAt(data, 'VirusInfo')),
    ...detail('Size', sizeWords(textAt(data, 'FileSizeBytes') ?? textAt(data, 'FileSize'))),
    ...detail('In the archive', textAt(data, 'ZipFileName')),
    ...detail('Items in the list', textAt(data, 'ItemCount')),
  ];
}

function sentenceOf(record: ActivityRecord, { words, done }: FileOperation): string {
  const whole = fill(words, { item: itemWords(record) });
  if (done !== 'moved' && done !== 'copied') return whole;
  return `${whole}${origin(record)}${destination(record)}`;
}

/** What was done to a file, folder, page or list; undefined for operations of another kind. */
export function describeFile(record: ActivityRecord): Deed | undefined {
  const operation = fileOperations.get(record.operation.toLowerCase());
  if (operation === undefined) return undefined;
  return {
    icon: operation.icon,
    sentence: sentenceOf(record, operation),
    done: operation.done,
    kind: 'files',
    where: siteAndPath(record),
    details: [...contentDetails(record), ...clientDetails(record)],
    important: operation.important ?? false,
  };
}
