import { isImportant } from '../../domain/audit-words/activity-name.ts';
import { categoryWords } from '../../domain/audit-words/categories.ts';
import { failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { quoted, startUpper } from '../../domain/sentence.ts';
import { many, spanWords } from '../figures.ts';
import { isoOf } from '../iso.ts';
import { type AuditQuestion, askOf, sidesOf } from './question.ts';
import type { AuditList } from './read-list.ts';
import { nearestActivity } from './resolve.ts';

/** Lines on one card: the same for every page. */
export const linesAPage = 6;
const mostFilters = 4;

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

/** What of the list the question asks for. */
export function wanted({ failed, top }: AuditQuestion, { entries }: AuditList): DirectoryAudit[] {
  return entries
    .filter((entry) => !failed || failureOf(entry) !== undefined)
    .slice(0, top ?? entries.length);
}

export function pagesOf(count: number, page: number): { pages: number; page: number } {
  const pages = Math.max(1, Math.ceil(count / linesAPage));
  return { pages, page: Math.min(Math.max(1, Math.trunc(page)), pages) };
}

/** What an entry's line begins with. */
export function iconOf(entry: DirectoryAudit): string {
  if (failureOf(entry) !== undefined) return '❌';
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
      person && `${sidesOf(entry, person)} ${person.name}`,
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

function titleOf(question: AuditQuestion): string {
  const { person, by, on, category, activity, correlationId, failed } = question;
  return [
    failed ? 'Failed directory audits' : 'Directory audits',
    person && `for ${person.name}`,
    by && `by ${by.name}`,
    on && `on ${on.name}`,
    !person && !by && !on && !correlationId ? 'of the tenant' : '',
    category && `in ${categoryWords(category)}`,
    activity && `called ${quoted(`${activity}…`)}`,
    correlationId && 'of one operation',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Entries by category, most first. */
function categoriesOf({ entries }: AuditList): [string, number][] {
  const counts = new Map<string, number>();
  for (const { category = 'Other' } of entries) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

function emptyOf({ question, list }: ViewInput): string {
  const { activity, failed, by } = question;
  if (failed && list.entries.length > 0) {
    return `None failed among ${many(list.entries.length, 'entry', 'entries')} in this range.`;
  }
  const near = activity && nearestActivity(activity);
  return [
    'Nothing of the kind has arrived in this range so far.',
    near ? `Activities are compared from their beginning: did you mean “${near}”?` : '',
    by && by.id === undefined
      ? `Nobody is called “${by.name}”; apps were looked for by that whole name.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function notesOf({ list, now }: ViewInput): string {
  const { entries, truncated, newestAt } = list;
  return [
    `Read: ${many(entries.length, 'entry', 'entries')} of the directory audit log.`,
    truncated
      ? 'There are older ones in this range that were not read: ask for a shorter range.'
      : '',
    newestAt ? `The newest is ${spanWords(now.getTime() - newestAt.getTime())} old.` : '',
    'Entries usually come within 15 minutes, sometimes hours later. Read with AuditLog.Read.All; kept for 30 days with Entra ID P1 or P2, 7 without.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The list as its card binds it. */
export function auditsView(input: ViewInput) {
  const { question, list, shown, portal, until } = input;
  const count = wanted(question, list).length;
  const { pages, page } = pagesOf(count, input.page);
  const categories = categoriesOf(list);
  const place = { ask: askOf(question), until: isoOf(until) };
  const hasFailed = list.entries.some((entry) => failureOf(entry) !== undefined);
  return {
    title: titleOf(question),
    subtitle: [question.person?.userPrincipalName, question.rangeLabel].filter(Boolean).join(' · '),
    counts: [
      many(list.entries.length, 'entry', 'entries'),
      ...categories
        .slice(0, mostFilters)
        .map(([name, number]) => `${number} ${categoryWords(name)}`),
    ].join(' · '),
    lines: shown.map((entry) => lineOf(entry, input, page)),
    empty: count === 0 ? emptyOf(input) : '',
    pageText: pages > 1 ? `Page ${page} of ${pages} (${many(count, 'entry', 'entries')})` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    filters: [
      ...(question.failed || !hasFailed
        ? []
        : [{ label: 'Failed', ask: askOf(question, { failed: true }), until: place.until }]),
      ...(question.category === undefined && categories.length > 1
        ? categories.slice(0, mostFilters).map(([name, number]) => ({
            label: `${startUpper(categoryWords(name))} (${number})`,
            ask: askOf(question, { category: name }),
            until: place.until,
          }))
        : []),
    ],
    allAsk:
      question.category !== undefined || question.failed
        ? askOf(question, { category: undefined, failed: false })
        : '',
    until: place.until,
    notes: notesOf(input),
    portalUrl: portal.directoryAudits(),
  };
}
