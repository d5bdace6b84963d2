import { describeActivity } from '../../domain/activity/describe.ts';
import type { Done } from '../../domain/activity/described.ts';
import { fileFilter, fileRecordTypes, mailRecordTypes } from '../../domain/activity/kinds.ts';
import type { ActivityRecord } from '../../domain/activity-record.ts';
import type { Person } from '../../domain/person.ts';
import type { SearchFilter, SearchJob } from '../../domain/search-job.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import { quoted } from '../words.ts';

export const searchKinds = ['activity', 'files', 'mail', 'file'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** A question for the unified audit log, with everything looked up that can be. */
export interface ActivityQuestion {
  readonly kind: SearchKind;
  readonly person?: Person;
  /** Name or URL, as typed. */
  readonly file?: string;
  /** These look at what was found; the search itself is the same without them. */
  readonly done?: Done;
  readonly ip?: string;
  /** As typed; absent: the default of the question. */
  readonly rangeWords?: string;
  readonly window: TimeWindow;
  readonly rangeLabel: string;
}

/** The question as a line that asks the same again, with the person's object id in place of a name. */
export function askOf(question: ActivityQuestion, changes: Partial<ActivityQuestion> = {}): string {
  const { kind, person, file, done, ip, rangeWords } = { ...question, ...changes };
  return [
    kind,
    person && `for ${person.id}`,
    file && quoted(file),
    done,
    ip && `ip ${quoted(ip)}`,
    rangeWords,
  ]
    .filter(Boolean)
    .join(' ');
}

const titles: Readonly<Record<SearchKind, string>> = {
  activity: 'Activity of',
  files: 'Files of',
  mail: 'Mail of',
  file: 'File',
};

/** What is looked for, in words. */
export function titleOf({ kind, person, file }: ActivityQuestion): string {
  return `${titles[kind]} ${person?.name ?? `“${file ?? ''}”`}`;
}

const recordTypes: Readonly<Record<SearchKind, readonly string[] | undefined>> = {
  activity: undefined,
  files: fileRecordTypes,
  mail: mailRecordTypes,
  file: fileRecordTypes,
};

/** What the service is asked to find; or why it can't be. */
export function filterOf({
  kind,
  person,
  file,
}: ActivityQuestion): { readonly filter: SearchFilter } | { readonly problem: string } {
  const types = recordTypes[kind];
  const narrowed = types && { recordTypes: types };
  if (file !== undefined) {
    const found = fileFilter(file);
    return 'problem' in found ? found : { filter: { ...found, ...narrowed } };
  }
  const names = person ? [person.userPrincipalName] : [];
  const mailbox = kind === 'mail' ? person?.userPrincipalName : undefined;
  return { filter: { userPrincipalNames: names, ...narrowed, ...(mailbox && { mailbox }) } };
}

/** The line that opens a record of what a search has found. */
export function openAsk(job: Pick<SearchJob, 'id'>, recordId: string): string {
  return `record ${job.id} ${quoted(recordId)}`;
}

/** Whether a record is one that the question wants shown, of those that its search has found. */
export function isWanted(record: ActivityRecord, { ip, done }: ActivityQuestion): boolean {
  if (ip !== undefined && !record.ip?.startsWith(ip)) return false;
  return done === undefined || describeActivity(record).done === done;
}
