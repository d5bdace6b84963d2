import type { LookTrace } from '../../domain/look.ts';
import { subjectsOf } from '../../domain/look-subjects.ts';
import { isRecord, text } from '../../domain/record.ts';
import type { Reply, Sought } from '../request.ts';

/** Where the rows of each card stand in its data; one thing alone counts as one row. What is not here shows none. */
export const rowsOfCard: Readonly<Record<string, string | 1>> = {
  signins: 'lines',
  'signins-summary': 'groups',
  signin: 1,
  user: 1,
  'deleted-user': 'lines',
  activity: 'lines',
  'activity-detail': 1,
  searches: 'lines',
  audits: 'lines',
  audit: 1,
  policies: 'lines',
  policy: 1,
  rehearsals: 'lines',
  'would-block': 1,
  alerts: 'cases',
  'alert-rules': 'rules',
  snoozes: 'snoozes',
  saved: 'questions',
  chooser: 'people',
  'policy-chooser': 'policies',
  looks: 'lines',
  digest: 'open',
  'alert-replay': 'cases',
  doctor: 1,
  'audit-status': 'lines',
  'audit-mailboxes': 'lines',
  'audit-changes': 'lines',
};

function rowsShown({ card, data }: Reply): number | undefined {
  const rows = rowsOfCard[card];
  if (rows === 1 || rows === undefined) return rows;
  const list: unknown = isRecord(data) ? data[rows] : undefined;
  return Array.isArray(list) ? list.length : undefined;
}

function outcomeOf({ card, data }: Reply): Pick<LookTrace, 'outcome' | 'why'> {
  if (card === 'not-understood') return { outcome: 'failed', why: 'not-understood' };
  if (card !== 'refused') return { outcome: 'answered' };
  return { outcome: 'refused', why: isRecord(data) ? text(data.sentence) : undefined };
}

const union = (...lists: (readonly string[] | undefined)[]) => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

/** What the record says of an answer; `line` is the question as it was read. */
export function traceOf(reply: Reply, command: string, line: string): LookTrace {
  const { look = {} } = reply;
  const shown = look.line ?? reply.asked ?? line;
  const { people, policies, records } = subjectsOf(shown);
  return {
    command,
    rows: rowsShown(reply),
    ...outcomeOf(reply),
    ...look,
    line: shown,
    people: union(people, look.people),
    policies: union(policies, look.policies),
    records: union(records, look.records),
  };
}

/** The same of what a search in the compose box found. */
export function traceOfSought(sought: Sought, command: string, line: string): LookTrace {
  const { reply, previews } = sought;
  const whole = traceOf(reply ?? { card: '', data: {} }, command, line);
  return previews === undefined ? whole : { ...whole, rows: previews.length };
}
