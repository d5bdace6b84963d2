import { verdictIcon } from '../domain/case-verdict.ts';
import {
  busiestHour,
  byHour,
  type Digest,
  isEmpty,
  isOneDay,
  type OpenCase,
  type RuleFigures,
} from '../domain/digest.ts';
import {
  beforeWords,
  changeWords,
  comparedWords,
  counted,
  daysWords,
  hourWords,
  momentWords,
  resolvedWords,
  shortDay,
  verdictOf,
} from '../domain/digest-words.ts';
import type { Share } from '../domain/spread.ts';
import { directoryAuditSource } from '../ports/lateness.ts';

/** What the card of a digest shows. */
export interface DigestView {
  /** 'Monday 23 Nov' */
  readonly title: string;
  readonly verdict: string;
  readonly icon: string;
  /** Nothing but the verdict is to be told. */
  readonly isNothing: boolean;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  readonly rules: readonly { readonly text: string }[];
  readonly bars: readonly { readonly barLabel: string; readonly y: number }[];
  readonly barsTitle: string;
  /** The bars in words, for clients that draw no charts. */
  readonly barsText: string;
  readonly tops: readonly { readonly title: string; readonly value: string }[];
  readonly policies: readonly { readonly openLabel: string; readonly ask: string }[];
  readonly openTitle: string;
  readonly open: readonly {
    readonly headline: string;
    readonly lineAt: string;
    readonly detail: string;
  }[];
  readonly openMore: string;
  /** What was not read and what can't be compared; '' where all is whole. */
  readonly notes: string;
  readonly portalUrl: string;
}

type Link = () => string;

const hourMs = 60 * 60_000;

function stoppedFact({ figures, before }: Digest, than: string): string {
  const of = figures.people > 0 ? ` of ${counted(figures.people, 'person', 'people')}` : '';
  const compared = comparedWords(figures.signIns, before?.signIns, than);
  return [`${counted(figures.signIns, 'sign-in')}${of}`, compared].filter(Boolean).join(', ');
}

/** '' where nobody did, in either time. */
function gotInFact({ figures, before }: Digest, than: string): string {
  if (figures.gotIn === 0 && (before?.gotIn ?? 0) === 0) return '';
  const compared = comparedWords(figures.gotIn, before?.gotIn, than);
  return [counted(figures.gotIn, 'person', 'people'), compared].filter(Boolean).join(', ');
}

function factsOf(digest: Digest): DigestView['facts'] {
  const { figures, before, zone } = digest;
  const than = beforeWords(digest);
  const busiest = busiestHour(figures, zone);
  const at = isOneDay(digest.window, zone) ? hourWords : momentWords;
  return [
    { title: 'Got in', value: gotInFact(digest, than) },
    { title: 'Stopped', value: stoppedFact(digest, than) },
    {
      title: 'New cases',
      value: [figures.cases.toLocaleString('en'), comparedWords(figures.cases, before?.cases, than)]
        .filter(Boolean)
        .join(', '),
    },
    {
      title: 'Changes',
      value: [counted(figures.entries, 'log entry', 'log entries')]
        .concat(comparedWords(figures.entries, before?.entries, than))
        .filter(Boolean)
        .join(', '),
    },
    { title: 'Ended', value: resolvedWords(digest) },
    {
      title: 'Busiest',
      value:
        busiest === undefined
          ? ''
          : `${at(busiest.at, zone)} to ${hourWords(new Date(+busiest.at + hourMs), zone)}, ${counted(busiest.count, 'sign-in')}`,
    },
  ].filter(
    ({ title, value }) => value !== '' && !(title === 'Changes' && isZero(digest, 'entries')),
  );
}

const isZero = ({ figures, before }: Digest, what: 'entries' | 'signIns') =>
  figures[what] === 0 && (before?.[what] ?? 0) === 0;

/** `ca-block: 12, 5 fewer; 3 new cases` */
function ruleLine({ before }: Digest, { rule, records, cases }: RuleFigures): { text: string } {
  const then = before && (before.rules.find((one) => one.rule === rule)?.records ?? 0);
  const words = [counted(records, 'record'), changeWords(records, then)].filter(Boolean).join(', ');
  return { text: `${rule}: ${words}; ${counted(cases, 'new case')}` };
}

/** The rules of both times: one that fell silent is news as well. */
function ruleLines(digest: Digest): DigestView['rules'] {
  const { figures, before } = digest;
  const found = new Set(figures.rules.map(({ rule }) => rule));
  const silent = (before?.rules ?? [])
    .filter(({ rule, records }) => !found.has(rule) && records > 0)
    .map(({ rule }) => ({ rule, records: 0, cases: 0 }));
  return [...figures.rules, ...silent].map((one) => ruleLine(digest, one));
}

/** Each hour of a day from the first to the last in which something happened, or each day of several. */
function barsOf({ figures, window, zone }: Digest): DigestView['bars'] {
  const hours = byHour(figures, zone);
  const [first, last] = [hours.at(0), hours.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isHours = isOneDay(window, zone);
  const labelOf = isHours ? hourWords : shortDay;
  const bars = new Map<string, number>();
  const start = isHours ? +first.at : +window.from;
  const end = isHours ? +last.at : +window.to;
  for (let at = start; at <= end; at += hourMs) bars.set(labelOf(new Date(at), zone), 0);
  for (const { at, count } of hours) {
    const key = labelOf(at, zone);
    bars.set(key, (bars.get(key) ?? 0) + count);
  }
  return [...bars].map(([barLabel, y]) => ({ barLabel, y }));
}

function barsWords(bars: DigestView['bars']): string {
  const filled = bars.filter(({ y }) => y > 0).map(({ barLabel, y }) => `${barLabel} ${y}`);
  return filled.length === 0 ? '' : `Sign-ins: ${filled.join(', ')}`;
}

const topOf = (shares: readonly Share[]) =>
  shares.map(({ name, count }) => `${name} ${count.toLocaleString('en')}`).join(', ');

function openLine({ who, verdict, headline, rule, state, owner, count, lastAt }: OpenCase) {
  const stands = state === 'claimed' && owner !== undefined ? `claimed by ${owner}` : state;
  return {
    headline: `${verdictIcon(verdict)} ${who}: ${headline}`,
    // Teams formats no time with milliseconds.
    lineAt: `${lastAt.toISOString().slice(0, 19)}Z`,
    detail: [rule, counted(count, 'record'), stands].join(' · '),
  };
}

function openWords({ open }: Digest): { openTitle: string; openMore: string } {
  if (open.total === 0) return { openTitle: '', openMore: '' };
  const waits = open.unclaimed > 0 ? `, ${open.unclaimed} with nobody on them` : '';
  const rules = open.rules.map(({ rule, open: count }) => `${rule} ${count}`).join(', ');
  const silenced = open.silenced > 0 ? `${open.silenced} silenced` : '';
  const shown = open.total > open.cases.length ? `${open.cases.length} are shown` : '';
  return {
    openTitle: `${counted(open.total, 'open case')}${waits}`,
    openMore: [`By rule: ${rules}`, silenced, shown].filter(Boolean).join('; '),
  };
}

function notesOf(digest: Digest): string {
  const { missed, before, zone, isSoFar, watchedSince } = digest;
  const gaps = missed.slice(0, 3).map(({ source, window: { from, to } }) => {
    const what = source === directoryAuditSource ? 'directory audits' : 'sign-ins';
    return `${what} from ${momentWords(from, zone)} to ${momentWords(to, zone)}`;
  });
  const more = missed.length > gaps.length ? ` and ${missed.length - gaps.length} more gaps` : '';
  const unread = `Not read: ${gaps.join(', ')}${more}; what happened then is not counted.`;
  const lone = `No comparison yet: ${beforeWords(digest)} was not read whole.`;
  return [
    watchedSince === undefined ? '' : `Watched since ${momentWords(watchedSince, zone)}.`,
    gaps.length > 0 ? unread : '',
    before === undefined ? lone : '',
    isSoFar ? '' : `Days by the clocks of ${zone}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function iconOf(digest: Digest): string {
  if (digest.missed.length > 0) return '⚠️';
  return digest.open.unclaimed > 0 ? '📬' : '☀️';
}

/** A button does not wrap: on a phone it holds so many characters. */
const longestLabel = 24;

const short = (name: string): string =>
  name.length <= longestLabel ? name : `${name.slice(0, longestLabel - 1).trimEnd()}…`;

/** What a digest's card shows. `portal`: the page of the sign-in log. */
export function digestView(digest: Digest, portal: Link): DigestView {
  const { figures } = digest;
  const isNothing = isEmpty(digest) && (digest.before?.signIns ?? 0) === 0;
  const bars = barsOf(digest);
  return {
    title: `${daysWords(digest)}${digest.isSoFar ? ', so far' : ''}`,
    verdict: verdictOf(digest),
    icon: iconOf(digest),
    isNothing,
    facts: isNothing ? [] : factsOf(digest),
    rules: isNothing ? [] : ruleLines(digest),
    bars,
    barsTitle: isOneDay(digest.window, digest.zone) ? 'Sign-ins by hour' : 'Sign-ins by day',
    barsText: barsWords(bars),
    tops: [
      { title: 'People', value: topOf(figures.topPeople) },
      { title: 'Policies', value: topOf(figures.topPolicies) },
      { title: 'Apps', value: topOf(figures.topApps) },
    ].filter(({ value }) => value !== ''),
    policies: figures.topPolicies.flatMap(({ id, name }) =>
      id === undefined ? [] : [{ openLabel: `Policy: ${short(name)}`, ask: `policy ${id}` }],
    ),
    ...openWords(digest),
    open: digest.open.cases.map(openLine),
    notes: notesOf(digest),
    portalUrl: portal(),
  };
}
