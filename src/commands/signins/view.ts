import type { PortalLinks } from '../../domain/portal-links.ts';
import { placeOf, type SignIn, whoSignedIn } from '../../domain/sign-in.ts';
import { type Attempt, type Outcome, outcomes } from '../../domain/verdict.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import { askOf, type Question, typesOf } from './question.ts';
import type { SignInList } from './read-list.ts';

/** Lines on one card: the most first, then fewer until it fits into 25 KB with the longest names. */
export const linesAPage: readonly number[] = [6, 4, 2];

interface ViewInput {
  readonly question: Question;
  readonly list: SignInList;
  readonly portal: PortalLinks;
  readonly until: Date;
  readonly page: number;
  readonly now: Date;
  readonly lines: number;
}

const typeNames: Readonly<Record<string, string>> = {
  interactiveUser: 'interactive',
  nonInteractiveUser: 'non-interactive',
  servicePrincipal: 'service principal',
  managedIdentity: 'managed identity',
};

function countsOf(attempts: readonly Attempt[]): Record<Outcome, number> {
  const counts = { succeeded: 0, blocked: 0, interrupted: 0, failed: 0 };
  for (const { verdict } of attempts) counts[verdict.outcome] += 1;
  return counts;
}

function many(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : several}`;
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
  const types = typesOf(question)
    .map((type) => typeNames[type] ?? type)
    .join(' and ');
  const minutes = list.newestAt && Math.round((now.getTime() - list.newestAt.getTime()) / 60_000);
  return [
    `Read: ${many(list.rows, 'record')}, ${types}, from Graph beta.`,
    list.truncated
      ? 'There are older ones in this range that were not read: ask for a shorter range.'
      : '',
    minutes === undefined ? '' : `The newest is ${many(minutes, 'minute')} old.`,
    'Records arrive up to about 15 minutes late.',
  ]
    .filter(Boolean)
    .join(' ');
}

function filteredHere({ question, list }: ViewInput): string {
  return question.outcome && list.rows > 0
    ? `“${question.outcome}” was judged here, over all rows of an attempt: Graph cannot filter by verdict.`
    : '';
}

function notesOf(input: ViewInput): string {
  const hidden = input.list.policiesHidden
    ? 'Conditional access results are not shown: grant the application Policy.Read.ConditionalAccess.'
    : '';
  return [hidden, filteredHere(input), coverageOf(input)].filter(Boolean).join(' ');
}

function titleOf({ person, outcome, app, ip }: Question): string {
  return [
    outcome ? `${outcome[0]?.toUpperCase()}${outcome.slice(1)} sign-ins` : 'Sign-ins',
    person ? `of ${person.name}` : 'of the tenant',
    app ? `to ${app}` : '',
    ip ? `from ${ip}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function emptyOf({ question, list }: ViewInput): string {
  if (list.attempts.length > 0 && question.outcome) {
    return `None was ${question.outcome} among ${many(list.attempts.length, 'attempt')} in this range.`;
  }
  return 'No sign-in that Graph has shown so far lies in this range.';
}

/** The list as its card binds it. */
export function signInsView(input: ViewInput) {
  const { question, list, portal, until, now } = input;
  const shown = list.attempts
    .filter(({ verdict }) => question.outcome === undefined || verdict.outcome === question.outcome)
    .slice(0, question.top);
  const pages = Math.max(1, Math.ceil(shown.length / input.lines));
  const page = Math.min(Math.max(1, input.page), pages);
  const counts = countsOf(list.attempts);
  const place = { ask: askOf(question), until: isoOf(until) };
  const nonZero = outcomes.filter((outcome) => counts[outcome] > 0);
  return {
    title: titleOf(question),
    subtitle: [question.person?.userPrincipalName, question.rangeLabel].filter(Boolean).join(' · '),
    total: many(list.attempts.length, 'attempt'),
    counts: nonZero.map((outcome) => ({
      legend: outcome,
      value: counts[outcome],
      color: outcomeLooks[outcome].chartColor,
      text: `${outcomeLooks[outcome].icon} ${counts[outcome].toLocaleString('en')} ${outcome}`,
    })),
    countsText: nonZero
      .map((outcome) => `${counts[outcome].toLocaleString('en')} ${outcome}`)
      .join(' · '),
    filters: nonZero
      .filter((outcome) => outcome !== question.outcome && outcome !== 'succeeded')
      .map((outcome) => ({
        label: `${outcome[0]?.toUpperCase()}${outcome.slice(1)} (${counts[outcome].toLocaleString('en')})`,
        ask: askOf(question, { outcome }),
        until: place.until,
      })),
    allAsk: question.outcome ? askOf(question, { outcome: undefined }) : '',
    lines: shown
      .slice((page - 1) * input.lines, page * input.lines)
      .map((attempt) => lineOf(attempt, question, { until, page })),
    empty: shown.length === 0 ? emptyOf(input) : '',
    pageText: pages > 1 ? `Page ${page} of ${pages} (${many(shown.length, 'attempt')})` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    refreshAsk: place.ask,
    until: place.until,
    notes: notesOf(input),
    readAt: isoOf(now),
    portalUrl: question.person ? portal.userSignIns(question.person.id) : portal.signIns(),
  };
}
