import { isImportant } from '../../domain/audit-words/activity-name.ts';
import { categoryWords } from '../../domain/audit-words/categories.ts';
import { failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { listed } from '../../domain/sentence.ts';
import { inFigures, many, spanWords } from '../figures.ts';
import { isoOf } from '../iso.ts';
import { type AuditQuestion, askOf, sideOf } from './question.ts';
import type { AuditList } from './read-list.ts';
import { nearestActivity } from './resolve.ts';
import { titleOf } from './title.ts';

/** Lines on one card: the same for every page. */
export const linesAPage = 6;
const mostCategories = 4;

interface ViewInput {
  readonly question: AuditQuestion;
  readonly list: AuditList;
  /** Those of this page, with names. */
  readonly shown: readonly DirectoryAudit[];
  readonly portal: PortalLinks;
  readonly until: Date;
  readonly page: number;
  readonly now: Date;
}

const isFailed = (entry: DirectoryAudit) => failureOf(entry) !== undefined;

function fitting({ failed }: AuditQuestion, { entries }: AuditList): readonly DirectoryAudit[] {
  return failed ? entries.filter(isFailed) : entries;
}

/** What of the list is shown, page by page. */
export function wanted(question: AuditQuestion, list: AuditList): readonly DirectoryAudit[] {
  return fitting(question, list).slice(0, question.top);
}

export function pagesOf(count: number, page: number): { pages: number; page: number } {
  const pages = Math.max(1, Math.ceil(count / linesAPage));
  return { pages, page: Math.min(Math.max(1, Math.trunc(page)), pages) };
}

/** What an entry's line begins with. */
export function iconOf(entry: DirectoryAudit): string {
  if (isFailed(entry)) return '❌';
  return isImportant(entry.activity) ? '⚠️' : '•';
}

function lineOf(entry: DirectoryAudit, { question, until }: ViewInput, page: number) {
  const { person } = question;
  return {
    icon: iconOf(entry),
    sentence: sentenceOf(entry),
    color: failureOf(entry) === undefined ? 'default' : 'attention',
    lineAt: isoOf(entry.at),
    detail: [
      person && `${sideOf(entry, person)} ${person.name}`,
      entry.activity,
      entry.category && categoryWords(entry.category),
      entry.actor.ip && `from ${entry.actor.ip}`,
    ]
      .filter(Boolean)
      .join(' · '),
    ask: `audit ${entry.id}`,
    back: { ask: askOf(question), until: isoOf(until), page },
  };
}

/** Entries by category, most first; those of none at all count as others. */
function categoriesOf(entries: readonly DirectoryAudit[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { category } of entries) {
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, mostCategories);
}

function countsOf(entries: readonly DirectoryAudit[]): string {
  const categories = categoriesOf(entries);
  const others = entries.length - categories.reduce((sum, [, number]) => sum + number, 0);
  return [
    many(entries.length, 'entry', 'entries'),
    ...categories.map(([name, number]) => `${inFigures(number)} ${categoryWords(name)}`),
    others > 0 && `${inFigures(others)} other`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the question compares by its beginning, where that may be why nothing was found. */
function comparedOf({ by, on, activity }: AuditQuestion): string[] {
  const near = activity && nearestActivity(activity);
  const begun = [activity && 'activities', on && on.id === undefined && 'names'].filter(
    (one) => typeof one === 'string',
  );
  return [
    begun.length === 0
      ? ''
      : `Here ${listed(begun)} are compared from their beginning, and capitals may matter.`,
    near ? `Did you mean the activity “${near}”?` : '',
    by && by.id === undefined
      ? `Nobody is called “${by.name}”; apps were looked for by that whole name.`
      : '',
  ];
}

function emptyOf({ question, list: { entries, truncated } }: ViewInput): string {
  if (question.failed && entries.length > 0) {
    const among = many(entries.length, 'entry', 'entries');
    return `None failed among ${truncated ? `the newest ${among}` : among} of this range.`;
  }
  const nothing = truncated
    ? 'Nothing of the kind is among the newest entries of this range.'
    : 'Nothing of the kind has arrived in this range so far.';
  return [nothing, ...comparedOf(question)].filter(Boolean).join(' ');
}

function notesOf({ question, list, now }: ViewInput): string {
  const { entries, truncated, newestAt, keptFrom } = list;
  const { top } = question;
  const isCut = top !== undefined && fitting(question, list).length > top;
  return [
    `Read: ${many(entries.length, 'entry', 'entries')} of the directory audit log.`,
    isCut ? `Only the newest ${inFigures(top)} are listed.` : '',
    truncated
      ? 'There are older ones in this range that were not read: ask for a shorter range, or export them.'
      : '',
    keptFrom
      ? `The log keeps nothing older than ${spanWords(now.getTime() - keptFrom.getTime())}, though the range begins earlier.`
      : '',
    newestAt ? `The newest is ${spanWords(now.getTime() - newestAt.getTime())} old.` : '',
    'Entries usually come within 15 minutes, sometimes hours later. Read with AuditLog.Read.All; kept for 30 days with Entra ID P1 or P2, 7 without.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The same for some of it: what failed, or one category. */
function filtersOf({ question, list }: ViewInput, until: string) {
  const found = fitting(question, list);
  const categories = categoriesOf(found);
  const isSplit = question.category === undefined && categories.length > 1;
  return [
    ...(!question.failed && found.some(isFailed)
      ? [{ label: 'Failed', ask: askOf(question, { failed: true }), until }]
      : []),
    ...(isSplit ? categories : []).map(([name, number]) => ({
      label: `${categoryWords(name)} (${inFigures(number)})`,
      ask: askOf(question, { category: name }),
      until,
    })),
  ];
}

function hintOf(shown: readonly DirectoryAudit[]): string {
  if (shown.length === 0) return '';
  const marked = shown.some(({ activity }) => isImportant(activity))
    ? ' ⚠️ marks what gives power over the tenant or changes how it is guarded.'
    : '';
  return `Press a line to see what was before and after.${marked}`;
}

/** The list as its card binds it. */
export function auditsView(input: ViewInput) {
  const { question, list, shown, portal, until } = input;
  const count = wanted(question, list).length;
  const { pages, page } = pagesOf(count, input.page);
  const place = { ask: askOf(question), until: isoOf(until) };
  return {
    title: titleOf(question),
    subtitle: [question.person?.userPrincipalName, question.rangeLabel].filter(Boolean).join(' · '),
    counts: countsOf(fitting(question, list)),
    lines: shown.map((entry) => lineOf(entry, input, page)),
    hint: hintOf(shown),
    empty: count === 0 ? emptyOf(input) : '',
    pageText: pages > 1 ? `Page ${page} of ${pages} (${many(count, 'entry', 'entries')})` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    filters: filtersOf(input, place.until),
    allAsk:
      question.category !== undefined || question.failed
        ? askOf(question, { category: undefined, failed: false })
        : '',
    until: place.until,
    notes: notesOf(input),
    portalUrl: portal.directoryAudits(),
  };
}
