import type { Case } from '../../domain/case.ts';
import { whoIn } from '../../domain/case-title.ts';
import { countWords } from '../../domain/case-words.ts';
import { dayFinder, daysIn } from '../../domain/days.ts';
import type { Replay, ReplayedCase } from '../../ports/rule-trials.ts';
import { inFigures, many } from '../figures.ts';
import { isoOf } from '../iso.ts';
import { timeWords } from '../snooze/time-words.ts';
import { openingOf } from './opening.ts';
import { notesOf, restOf } from './unread.ts';

/** What a replay has shown. */
export interface ReplayFacts {
  readonly replay: Replay;
  readonly rangeLabel: string;
  readonly timeZone: string;
}

/** Cases on the card, the most that fit first. */
export const replayRooms = [6, 4, 2] as const;
const mostDaysSaid = 7;
const mostSilences = 3;

const inUtc = (at: Date) => `${at.toISOString().slice(0, 16)}Z`;

function caseLine({ alert, isReal, silenceId }: ReplayedCase) {
  const { policy, app, firstAt, lastAt } = alert;
  const range = `from ${inUtc(firstAt)} to ${inUtc(lastAt)}`;
  const isPolicyOfTitle = policy === undefined || alert.headline.includes(policy.name);
  return {
    headline: `${whoIn(alert)}: ${alert.headline}`,
    detail: [isPolicyOfTitle ? '' : policy.name, app.name, alert.latest.place, countWords(alert)]
      .filter(Boolean)
      .join(' · '),
    lineAt: isoOf(lastAt),
    state: [
      isReal ? 'became a case' : 'is no case of the watch',
      silenceId === undefined ? '' : 'silenced now',
    ]
      .filter(Boolean)
      .join(', '),
    ...openingOf(alert, range),
  };
}

function titleOf({ rule, cases }: Replay): string {
  if (cases.length === 0) return `${rule} would have raised nothing`;
  return `${rule} would have raised ${many(cases.length, 'case')}`;
}

function findingWords({ findings, waiting, completed }: Replay): string {
  const parts = [
    `${findings === 0 ? 'None' : inFigures(findings)} of them ${findings === 1 ? 'matches' : 'match'} the rule`,
    waiting === 0 ? '' : `${inFigures(waiting)} did not repeat often enough`,
    completed === 0 ? '' : `${inFigures(completed)} were completed by the user`,
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}

const isWide = ({ spread }: Case) => spread !== undefined;

/** How many of the cases are of many people, really were raised, or would be silenced now. */
function caseWords({ cases }: Replay): string[] {
  if (cases.length === 0) return [];
  const wide = cases.filter(({ alert }) => isWide(alert)).length;
  const real = cases.filter(({ isReal }) => isReal).length;
  const silenced = cases.filter(({ silenceId }) => silenceId !== undefined).length;
  const became =
    real === cases.length
      ? 'The watch has a case of each.'
      : `The watch has a case of ${real === 0 ? 'none' : inFigures(real)} of ${inFigures(cases.length)}: it was not on then, or the rule was set otherwise.`;
  return [
    wide === 0
      ? ''
      : wide === 1
        ? 'One of them gathers many people.'
        : `${inFigures(wide)} of them gather many people.`,
    became,
    silenced === 0
      ? ''
      : `${inFigures(silenced)} would be silenced now, ${inFigures(cases.length - silenced)} would be told.`,
  ].filter(Boolean);
}

function silenceLines({ silences }: Replay, timeZone: string): { readonly text: string }[] {
  const lines = silences
    .slice(0, mostSilences)
    .map(
      ({ what, by, reason, until, cases }) =>
        `🔕 ${many(cases, 'case')}: ${what}, silenced by ${by} until ${timeWords(until, timeZone)}: ${reason}`,
    );
  const left = silences.length - lines.length;
  return [...lines, ...(left > 0 ? [`And ${many(left, 'silence')} more.`] : [])].map((text) => ({
    text,
  }));
}

/** Cases by the day on which each began; null where there are none, or one day only. */
function chartOf({ cases, window, readFrom }: Replay, timeZone: string) {
  const days = daysIn({ from: readFrom ?? window.from, to: window.to }, timeZone);
  if (cases.length === 0 || days.length < 2) return null;
  const dayOf = dayFinder(days);
  const byDay = Map.groupBy(cases, ({ alert }) => dayOf(alert.firstAt));
  const bars = days.map(({ key, label }) => ({ key, label, y: byDay.get(key)?.length ?? 0 }));
  const full = bars.filter(({ y }) => y > 0);
  const said = full.slice(-mostDaysSaid).map(({ label, y }) => `${label}: ${inFigures(y)}`);
  const left = full.length - said.length;
  return {
    title: 'Cases by the day on which they began',
    bars: bars.map(({ key, y }) => ({ xLabel: key.slice(5), y })),
    text: `By day: ${said.join(' · ')}${left > 0 ? ` · and ${many(left, 'day')} before` : ''}`,
  };
}

/** The card of a replay: what would have been raised first, then how that came about. */
export function replayView({ replay, rangeLabel, timeZone }: ReplayFacts, room: number) {
  const { rule, cases, rows, pages, records, isOff } = replay;
  const left = cases.length - room;
  const rest = restOf(replay);
  return {
    title: titleOf(replay),
    subtitle: `A replay of ${rangeLabel} by the settings of now. Nothing was posted or stored.`,
    warning: isOff ? 'The rule is switched off: judged as it is built in.' : '',
    lines: [
      `${many(rows, 'record')} read (${records}, ${many(pages, 'page')}). ${findingWords(replay)}`,
      ...caseWords(replay),
    ].map((text) => ({ text })),
    chart: chartOf(replay, timeZone),
    cases: cases.slice(0, room).map(caseLine),
    more:
      left > 0
        ? `The latest ${room} are shown; “export” gives all ${inFigures(cases.length)}.`
        : '',
    silences: silenceLines(replay, timeZone),
    notes: notesOf(replay, timeZone),
    rest: rest === undefined ? null : { ask: `alerts replay ${rule} ${rest}` },
  };
}
