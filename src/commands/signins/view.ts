import type { PortalLinks } from '../../domain/portal-links.ts';
import { startUpper } from '../../domain/sentence.ts';
import type { SummaryWord } from '../../domain/sign-in-summary.ts';
import type { Lateness } from '../../ports/lateness.ts';
import { many } from '../figures.ts';
import { isoOf } from '../iso.ts';
import { countsOf, countsView } from './counts.ts';
import { factsOf, notesOf } from './coverage.ts';
import { lineOf } from './line.ts';
import { outcomeFits } from './matches.ts';
import { askOf, type Question } from './question.ts';
import type { SignInList } from './read-list.ts';
import { titleOf } from './title.ts';

/** Lines on one card: the same for every page, or rows would fall between them. Longest names fit, cut shorter. */
const linesAPage = 6;

export interface ViewInput {
  readonly question: Question;
  readonly list: SignInList;
  readonly lateness?: Lateness;
  readonly portal: PortalLinks;
  readonly until: Date;
  readonly page: number;
  readonly now: Date;
  /** IANA name. */
  readonly timeZone: string;
}

function hasFilters(question: Question): boolean {
  const { outcome, reportOnly, risky, app, ip, policy, country, client } = question;
  return [outcome, reportOnly, risky, app, ip, policy, country, client].some(Boolean);
}

/** Why there is nothing to show. What has not arrived may still have happened. */
export function emptyOf({ question, list }: ViewInput): string {
  const { outcome, app, ip, risky } = question;
  if (risky && list.riskHidden) return 'Whether a sign-in was risky can’t be told here.';
  if (list.attempts.length > 0 && outcome && !list.only) {
    return `None was ${outcome} among ${many(list.attempts.length, 'attempt')} in this range.`;
  }
  return [
    `${hasFilters(question) ? 'No such sign-in' : 'No sign-in'} of this range has arrived so far.`,
    app ? `No app whose name holds “${app}” is among them.` : '',
    ip ? `Addresses are compared from their beginning: “${ip}…”.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const dayMs = 24 * 60 * 60_000;

/** Two days by the hour, more by the day. */
function usualSummary({ window }: Question): SummaryWord {
  return window.to.getTime() - window.from.getTime() <= 2 * dayMs ? 'hour' : 'day';
}

/** What list and summary share. */
export function frameOf({ question, list, until, portal }: ViewInput) {
  const counts = countsOf(list);
  return {
    title: titleOf(question),
    subtitle: [question.person?.userPrincipalName, question.rangeLabel].filter(Boolean).join(' · '),
    ...countsView(counts),
    filters: counts
      .filter(({ outcome }) => outcome !== question.outcome && outcome !== 'succeeded')
      .map(({ outcome }) => ({
        label: startUpper(outcome),
        ask: askOf(question, { outcome }),
        until: isoOf(until),
      })),
    allAsk: question.outcome ? askOf(question, { outcome: undefined }) : '',
    refreshAsk: askOf(question),
    until: isoOf(until),
    portalUrl: question.person ? portal.userSignIns(question.person.id) : portal.signIns(),
  };
}

/** The list as its card binds it; without facts where the card has no room for them. */
export function signInsView(input: ViewInput, room: { readonly facts: boolean }) {
  const { question, list, until } = input;
  const shown = list.attempts
    .filter((attempt) => outcomeFits(attempt, question))
    .slice(0, question.top);
  const pages = Math.max(1, Math.ceil(shown.length / linesAPage));
  const page = Math.min(Math.max(1, Math.trunc(input.page)), pages);
  const place = { ask: askOf(question), until: isoOf(until) };
  return {
    ...frameOf(input),
    lines: shown
      .slice((page - 1) * linesAPage, page * linesAPage)
      .map((attempt) => lineOf(attempt, question, { until, page })),
    empty: shown.length === 0 ? emptyOf(input) : '',
    pageText: pages > 1 ? `Page ${page} of ${pages} (${many(shown.length, 'attempt')})` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    summaryAsk:
      list.attempts.length > 1
        ? askOf(question, { by: usualSummary(question), top: undefined })
        : '',
    notes: notesOf(input),
    facts: room.facts ? factsOf(input, input.timeZone) : [],
  };
}
