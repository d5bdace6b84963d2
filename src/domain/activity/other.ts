import type { ActivityRecord } from '../activity-record.ts';
import { text, textAt } from '../record.ts';
import { quoted, startUpper } from '../sentence.ts';
import { type ActivityKind, type Deed, detail } from './described.ts';
import { operationWords } from './operation-words.ts';
import { lastName } from './site-path.ts';

/** What different services call the thing that was acted on, the most telling first. */
const names = [
  'ItemName',
  'Name',
  'ReportName',
  'FormName',
  'GroupName',
  'ActionName',
  'AlertDisplayName',
];

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-|^[^\s]{40,}$/i;

/** The thing an operation was about, by name; ids say nothing to people. */
export function objectWords(record: ActivityRecord): string | undefined {
  const named = names.map((key) => textAt(record.data, key)).find((name) => name !== undefined);
  const object = named ?? record.objectId;
  if (object === undefined || object === 'Not Available' || isId.test(object)) return undefined;
  return /^https?:\/\//i.test(object) ? lastName(object) : object;
}

const kinds: readonly (readonly [RegExp, ActivityKind])[] = [
  [/^(sharepoint|onedrive)/i, 'files'],
  [/^exchange(?!admin)/i, 'mail'],
  [/^azureactivedirectory/i, 'identity'],
  [/^microsoftteams/i, 'teams'],
  [/admin|cmdlet|exchange|compliancemanager/i, 'admin'],
];

function kindOf({ recordType, service }: ActivityRecord): ActivityKind {
  const words = [recordType, service].flatMap((word) => text(word) ?? []);
  return kinds.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? 'other';
}

/** An operation that has no sentence of its own: its name, its object and its service as they are. */
export function describeOther(record: ActivityRecord): Deed {
  const object = objectWords(record);
  const operation = startUpper(operationWords(record.operation));
  return {
    icon: '▫️',
    sentence: object === undefined ? operation : `${operation}: ${quoted(object)}`,
    done: 'other',
    kind: kindOf(record),
    where: record.service,
    details: [
      ...detail('Operation', record.operation),
      ...detail('Object', record.objectId),
      ...detail('Service', record.service),
      ...detail('Result', textAt(record.data, 'ResultStatus')),
    ],
    important: false,
  };
}
