import type { PortalLinks } from '../../domain/portal-links.ts';
import { listed, startUpper } from '../../domain/sentence.ts';
import { placeOf, type SignIn, type SignInType, whoSignedIn } from '../../domain/sign-in.ts';
import { type Attempt, outcomes } from '../../domain/verdict.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import { askOf, type Question, typesOf } from './question.ts';
import type { SignInList } from './read-list.ts';

/** Lines on one card: the same for every page, or rows would fall between them. Longest names fit, cut shorter. */
const linesAPage = 6;

interface ViewInput {
  readonly question: Question;
  readonly list: SignInList;
  readonly portal: PortalLinks;
  readonly until: Date;
  readonly page: number;
  readonly now: Date;
}

const typeNames: Readonly<Record<SignInType, string>> = {
  interactiveUser: 'interactive',
  nonInteractiveUser: 'non-interactive',
  servicePrincipal: 'service principal',
  managedIdentity: 'managed identity',
};

const inFigures = (count: number) => count.toLocaleString('en');

function many(number: number, one: string, several = `${one}s`): string {
  return `${inFigures(number)} ${number === 1 ? one : several}`;
}

function deviceOf(row: SignIn): string | undefined {
  return (
    row.deviceName ?? ([row.browser, row.operatingSystem].filter(Boolean).join(' on ') || undefined)
  );
}

function lineOf(attempt: Attempt, question: Question, listAt: { until: Date; page: number }) {
  const { final, verdict, rows } = attempt;
  const look = outcomeLooks[verdict.outcome];
  return {
    icon: look.icon,
    color: look.color,
    headline: verdict.headline,
    who: question.person ? '' : whoSignedIn(final),
    lineAt: isoOf(final.at),
    detail: [
      final.appName ?? 'unknown app',
      placeOf(final) ?? final.ip,
      deviceOf(final),
      final.interactive ? '' : 'non-interactive',
      rows.length > 1 ? `${rows.length} records` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    ask: `signin ${final.id}`,
    back: { ask: askOf(question), until: isoOf(listAt.until), page: listAt.page },
  };
}

/** What was covered, so that "none" is never claimed for what was not read or has not arrived. */
function coverageOf({ question, list, now }: ViewInput): string {
  const types = listed(typesOf(question).map((type) => typeNames[type]));
  const minutes = list.newestAt && Math.round((now.getTime() - list.newestAt.getTime()) / 60_000);
  return [
    `Read: ${many(list.rows, 'record')}, ${types}.`,
    list.truncated
      ? 'There are older ones in this range that were not read: ask for a shorter range.'
      : '',
    minutes === undefined ? '' : `The newest is ${many(minutes, 'minute')} old.`,
    'Records arrive up to about 15 minutes late.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Where the verdict was filtered: what Graph can't do is done here, and said. */
function filterNote({ question, list }: ViewInput): string {
  if (list.only) {
    return `Graph was asked for ${list.only} records alone; “All verdicts” shows what came before and after.`;
  }
  return question.outcome && list.rows > 0
    ? `“${question.outcome}” was filtered here, over all records of an attempt: Graph has no such filter.`
    : '';
}

function appNote({ question, list }: ViewInput): string {
  return list.filteredByApp
    ? `“${question.app}” was looked for here, in sign-ins to all apps: Graph compares names from their beginning, letter by letter.`
    : '';
}

function notesOf(input: ViewInput): string {
  const hidden = input.list.policiesHidden
    ? 'Conditional access results are not shown: grant the app Policy.Read.ConditionalAccess.'
    : '';
  return [hidden, filterNote(input), appNote(input), coverageOf(input)].filter(Boolean).join(' ');
}

function titleOf({ person, outcome, app, ip, typeWord }: Question): string {
  return [
    startUpper(
      [outcome, typeWord === 'all' ? undefined : typeWord, 'sign-ins'].filter(Boolean).join(' '),
    ),
    person ? `of ${person.name}` : 'of the tenant',
    app ? `to ${app}` : '',
    ip ? `from ${ip}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function emptyOf({ question, list }: ViewInput): string {
  const { outcome, app, ip } = question;
  if (list.attempts.length > 0 && outcome && !list.only) {
    return `None was ${outcome} among ${many(list.attempts.length, 'attempt')} in this range.`;
  }
  return [
    `Graph has shown no ${outcome ? `${outcome} ` : ''}sign-in in this range so far.`,
    app ? `No app whose name holds “${app}” is among them.` : '',
    ip ? `Addresses are compared from their beginning: “${ip}…”.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Attempts by outcome, those with none left out; what was not asked of Graph is not counted. */
function countsOf({ attempts, only }: SignInList) {
  return outcomes
    .filter((outcome) => only === undefined || outcome === only)
    .map((outcome) => ({
      outcome,
      count: attempts.filter(({ verdict }) => verdict.outcome === outcome).length,
    }))
    .filter(({ count }) => count > 0);
}

/** The list as its card binds it. */
export function signInsView(input: ViewInput) {
  const { question, list, portal, until } = input;
  const shown = list.attempts
    .filter(({ verdict }) => question.outcome === undefined || verdict.outcome === question.outcome)
    .slice(0, question.top);
  const pages = Math.max(1, Math.ceil(shown.length / linesAPage));
  const page = Math.min(Math.max(1, Math.trunc(input.page)), pages);
  const counts = countsOf(list);
  const counted = counts.reduce((sum, { count }) => sum + count, 0);
  const place = { ask: askOf(question), until: isoOf(until) };
  return {
    title: titleOf(question),
    subtitle: [question.person?.userPrincipalName, question.rangeLabel].filter(Boolean).join(' · '),
    total: many(counted, 'attempt'),
    counts: counts.map(({ outcome, count }) => ({
      legend: outcome,
      value: count,
      color: outcomeLooks[outcome].chartColor,
    })),
    countsText: counts.map(({ outcome, count }) => `${inFigures(count)} ${outcome}`).join(' · '),
    filters: counts
      .filter(({ outcome }) => outcome !== question.outcome && outcome !== 'succeeded')
      .map(({ outcome }) => ({
        label: startUpper(outcome),
        ask: askOf(question, { outcome }),
        until: place.until,
      })),
    allAsk: question.outcome ? askOf(question, { outcome: undefined }) : '',
    lines: shown
      .slice((page - 1) * linesAPage, page * linesAPage)
      .map((attempt) => lineOf(attempt, question, { until, page })),
    empty: shown.length === 0 ? emptyOf(input) : '',
    pageText: pages > 1 ? `Page ${page} of ${pages} (${many(shown.length, 'attempt')})` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    refreshAsk: place.ask,
    until: place.until,
    notes: notesOf(input),
    portalUrl: question.person ? portal.userSignIns(question.person.id) : portal.signIns(),
  };
}
