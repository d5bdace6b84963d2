import { type Digest, isEmpty, isOneDay } from './digest.ts';
import { dayOf, endOfDay } from './zoned-time.ts';

const inFigures = (count: number) => count.toLocaleString('en');

/** “1 case”, “3,000 cases”. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${inFigures(count)} ${count === 1 ? one : several}`;
}

function named(at: Date, zone: string, shape: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...shape }).format(at);
}

const dayShape = { day: 'numeric', month: 'short' } as const;

/** “Monday 23 Nov”, “Fri 20 Nov to Sun 22 Nov”. */
export function daysWords({ window, zone }: Pick<Digest, 'window' | 'zone'>): string {
  if (isOneDay(window, zone)) return named(window.from, zone, { weekday: 'long', ...dayShape });
  const short = { weekday: 'short', ...dayShape } as const;
  return `${named(window.from, zone, short)} to ${named(window.to, zone, short)}`;
}

/** What the time is compared with: “the Monday before”, “the same days a week before”. */
export function beforeWords({ window, zone, isSoFar }: Digest): string {
  const isWhole = window.to.getTime() === endOfDay(dayOf(window.to, zone), zone).getTime();
  const by = isSoFar && !isWhole ? ' by the same time' : '';
  const before = isOneDay(window, zone)
    ? `the ${named(window.from, zone, { weekday: 'long' })} before`
    : 'the same days a week before';
  return `${before}${by}`;
}

/** “5 fewer”, “as many”; `then` undefined: ''. */
export function changeWords(now: number, then: number | undefined): string {
  if (then === undefined) return '';
  if (now === then) return 'as many';
  return `${inFigures(Math.abs(now - then))} ${now < then ? 'fewer' : 'more'}`;
}

/** “5 fewer than the Monday before”, “as many as …”; `then` undefined: ''. */
export function comparedWords(now: number, then: number | undefined, before: string): string {
  const change = changeWords(now, then);
  return change && `${change} ${now === then ? 'as' : 'than'} ${before}`;
}

/** “7 were stopped”: people where there are some, else what began. */
function happened({ figures, missed }: Digest): string {
  const gotIn = figures.gotIn > 0 ? `${counted(figures.gotIn, 'person', 'people')} got in` : '';
  const stopped =
    figures.people > 0 ? `${counted(figures.people, 'person was', 'people were')} stopped` : '';
  if (gotIn || stopped) return [gotIn, stopped].filter(Boolean).join(', ');
  if (figures.cases > 0) return counted(figures.cases, 'new case');
  return missed.length > 0 ? 'Nothing new in what was read' : 'Nothing new';
}

function waiting({ open }: Digest): string {
  if (open.unclaimed > 0) {
    return `${counted(open.unclaimed, 'case waits', 'cases wait')} for somebody`;
  }
  const held = open.total === open.silenced ? 'silenced' : 'none waits for somebody';
  return `${counted(open.total, 'case is open', 'cases are open')}, ${held}`;
}

/** True when a log was not read in the whole time. */
function isUnread({ missed, window }: Digest): boolean {
  return missed.some(({ window: { from, to } }) => from <= window.from && to >= window.to);
}

/** The digest in one sentence: what happened, and what is left to do. */
export function verdictOf(digest: Digest): string {
  const { figures, open, zone, window, isSoFar, missed } = digest;
  const day = isOneDay(window, zone) ? named(window.from, zone, { weekday: 'long' }) : 'time';
  const quiet = `A quiet ${day}${isSoFar ? ' so far' : ''}`;
  if (isEmpty(digest)) return `${quiet}: nothing was found, and no case is open.`;
  const first = isUnread(digest) ? `Nothing of this ${day} was read` : happened(digest);
  if (open.total > 0) return `${first}, ${waiting(digest)}.`;
  if (figures.cases > 0 && figures.gotIn === 0 && missed.length === 0) {
    const ends = figures.cases === 1 ? 'resolved' : 'all resolved';
    return `${quiet}: ${counted(figures.cases, 'case')}, ${ends}.`;
  }
  return `${first}, and no case is open.`;
}

/** How cases ended: “3 resolved: 2 expected, 1 fixed”; '' without any. */
export function resolvedWords({ figures }: Digest): string {
  const sum = figures.resolved.reduce((total, { count }) => total + count, 0);
  if (sum === 0) return '';
  const causes = figures.resolved.map(
    ({ cause, count }) => `${inFigures(count)} ${cause === '' ? 'without a cause' : cause}`,
  );
  return `${inFigures(sum)} resolved: ${causes.join(', ')}`;
}

/** “07:00”, as clocks in the zone show it. */
export function hourWords(at: Date, zone: string): string {
  return named(at, zone, { hour: '2-digit', minute: '2-digit' });
}

/** “Fri 20 Nov 07:00” */
export function momentWords(at: Date, zone: string): string {
  return `${named(at, zone, { weekday: 'short', ...dayShape })} ${hourWords(at, zone)}`;
}

/** “Fri 20” */
export function shortDay(at: Date, zone: string): string {
  return named(at, zone, { weekday: 'short', day: 'numeric' });
}
