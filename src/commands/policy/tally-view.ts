import type { DayOfRange } from '../../domain/days.ts';
import type { Affected, PolicyTally } from '../../domain/policy-tally.ts';
import { inFigures, many } from '../figures.ts';
import { quoted } from '../words.ts';

/** What is asked behind a name on the card. */
export interface TallyPlace {
  readonly policyId: string;
  /** `last 7d`: the range of the card, as a question says it. */
  readonly range: string;
  readonly reportOnly: boolean;
}

interface Ranked {
  readonly title: string;
  readonly buttons: readonly { readonly buttonLabel: string; readonly ask: string }[];
  readonly lines: readonly { readonly text: string }[];
}

export function signInsAsk({ policyId, range, reportOnly }: TallyPlace, more = ''): string {
  return ['signins', more, reportOnly ? 'report-only' : '', `policy ${policyId}`, range]
    .filter((part) => part !== '')
    .join(' ');
}

const longestLabel = 38;
const shortestName = 14;

function cut(name: string, most: number): string {
  const letters = [...name];
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`;
}

/** “3 blocked, 2 interrupted”; of a rehearsal “3 would be stopped”, on a button “3 stopped”. */
function hits({ stopped, prompted }: Affected, { reportOnly }: TallyPlace, would = 'would be ') {
  const words = reportOnly ? [`${would}stopped`, `${would}prompted`] : ['blocked', 'interrupted'];
  return [
    stopped > 0 ? `${inFigures(stopped)} ${words[0]}` : '',
    prompted > 0 ? `${inFigures(prompted)} ${words[1]}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** One list: a button for each that can be asked about, a line for the others. */
function rank(
  title: string,
  affected: readonly Affected[],
  place: TallyPlace,
  how: { readonly most: number; readonly ask: (one: Affected) => string | undefined },
): Ranked[] {
  if (affected.length === 0) return [];
  const shown = affected.slice(0, how.most).map((one) => ({ one, ask: how.ask(one) }));
  const left = affected.length - shown.length;
  const words = (one: Affected) => `${one.name}: ${hits(one, place)}`;
  // A button is one line on a phone: a long name must not push the figures out of it.
  const label = (one: Affected) => {
    const figures = hits(one, place, '');
    return `${cut(one.name, Math.max(shortestName, longestLabel - figures.length))}: ${figures}`;
  };
  return [
    {
      title: left > 0 ? `${title} (${how.most} of ${inFigures(affected.length)})` : title,
      buttons: shown.flatMap(({ one, ask }) =>
        ask === undefined ? [] : [{ buttonLabel: label(one), ask }],
      ),
      lines: shown.flatMap(({ one, ask }) =>
        ask === undefined ? [{ text: `• ${words(one)}` }] : [],
      ),
    },
  ];
}

/** Whom, at what and on what a policy stopped or prompted most, `most` of each. */
export function rankedView(tally: PolicyTally, place: TallyPlace, most: number): Ranked[] {
  const user = ({ id }: Affected) => id && signInsAsk(place, `for ${id}`);
  const app = ({ name }: Affected) => signInsAsk(place, `app ${quoted(name)}`);
  return [
    ...rank('Who', tally.affectedUsers, place, { most, ask: user }),
    ...rank('Which apps', tally.affectedApps, place, { most: Math.min(most, 4), ask: app }),
    ...rank('Which devices', tally.affectedDevices, place, {
      most: Math.min(most, 4),
      ask: () => undefined,
    }),
  ];
}

const mostDaysSaid = 5;

/** Stops and prompts by day; null when there are none, or one day only. */
export function trendView(tally: PolicyTally, days: readonly DayOfRange[], reportOnly: boolean) {
  const { stopped, prompted } = tally.counts;
  if (stopped + prompted === 0 || days.length < 2) return null;
  const byDay = new Map(tally.days.map((day) => [day.day, day]));
  const of = (kind: 'stopped' | 'prompted') =>
    // Under a bar there is room for `11-22` alone.
    days.map(({ key }) => ({ dayLabel: key.slice(5), count: byDay.get(key)?.[kind] ?? 0 }));
  const series = [
    {
      legend: reportOnly ? 'would be stopped' : 'blocked',
      color: 'attention',
      values: of('stopped'),
    },
    {
      legend: reportOnly ? 'would be prompted' : 'interrupted',
      color: 'warning',
      values: of('prompted'),
    },
  ].filter(({ values }) => values.some(({ count }) => count > 0));
  const busiest = days
    .map(({ key, label }) => ({
      label,
      count: (byDay.get(key)?.stopped ?? 0) + (byDay.get(key)?.prompted ?? 0),
    }))
    .filter(({ count }) => count > 0);
  const said = busiest.slice(-mostDaysSaid).map(({ label, count }) => `${label}: ${count}`);
  const left = busiest.length - said.length;
  return {
    title: 'By day',
    series,
    text: `By day: ${said.join(' · ')}${left > 0 ? ` · and ${many(left, 'day')} before` : ''}`,
  };
}

/** What a policy did in one line, and the shares in another. */
export function resultsOf(tally: PolicyTally, rangeLabel: string, reportOnly: boolean) {
  const { counts, applied, users } = tally;
  const said: readonly (readonly [number, string])[] = reportOnly
    ? [
        [counts.stopped, 'would be stopped'],
        [counts.prompted, 'would be prompted'],
        [counts.met + counts.completed, 'would get in'],
      ]
    : [
        [counts.stopped, 'blocked'],
        [counts.prompted, 'interrupted, not completed'],
        [counts.completed, 'interrupted, then completed'],
        [counts.met, 'succeeded at once'],
      ];
  return {
    results:
      applied === 0
        ? `It applied to none of ${many(tally.attempts, 'attempt')}, ${rangeLabel}.`
        : `It applied to ${many(applied, 'attempt')} of ${many(users, 'account')}, ${rangeLabel}.`,
    resultsDetail: said
      .filter(([count]) => count > 0)
      .map(([count, words]) => `${inFigures(count)} ${words}`)
      .join(' · '),
  };
}
