import type { Case, CaseState } from './case.ts';
import type { DigestTimes } from './digest-due.ts';
import type { Share } from './spread.ts';
import type { TimeWindow } from './time-window.ts';
import { dayOf, startOfHour } from './zoned-time.ts';

/** What one rule found in a time. */
export interface RuleFigures {
  readonly rule: string;
  /** Distinct records that its cases hold. */
  readonly records: number;
  /** Cases that began. */
  readonly cases: number;
}

/** What can be compared between two times. */
export interface DigestTotals {
  /** Distinct sign-ins that were stopped; one that two rules found counts once. */
  readonly signIns: number;
  /** Distinct log entries of changes. */
  readonly entries: number;
  /** Distinct people of those sign-ins. */
  readonly people: number;
  /** Distinct people who got in where a rule says that somebody should look. */
  readonly gotIn: number;
  /** Cases that began. */
  readonly cases: number;
  /** Most records first. */
  readonly rules: readonly RuleFigures[];
}

/** A policy among those that struck most; `id` is what `policy <id>` asks for. */
export interface StruckPolicy extends Share {
  readonly id?: string;
}

/** All that is counted of the time that a digest is about. */
export interface DigestFigures extends DigestTotals {
  /** How often cases were resolved, by the cause; most first. */
  readonly resolved: readonly { readonly cause: string; readonly count: number }[];
  /** Three of each at most, most sign-ins first. */
  readonly topPeople: readonly Share[];
  readonly topPolicies: readonly StruckPolicy[];
  readonly topApps: readonly Share[];
  /** Sign-ins by quarters of an hour, oldest first; what is empty is left out. */
  readonly quarters: readonly { readonly at: Date; readonly count: number }[];
}

/** A case that nobody resolved yet, as a line. */
export interface OpenCase
  extends Pick<Case, 'id' | 'rule' | 'verdict' | 'headline' | 'count' | 'lastAt' | 'policy'> {
  readonly state: CaseState;
  /** Whom it is about, in a word. */
  readonly who: string;
  readonly owner?: string;
}

/** What is left to do when the digest is made. */
export interface OpenCases {
  readonly total: number;
  /** Open, with nobody on them; silenced ones left out. */
  readonly unclaimed: number;
  readonly silenced: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly open: number;
    readonly unclaimed: number;
  }[];
  /** The first few: unclaimed before the others, latest first. */
  readonly cases: readonly OpenCase[];
}

/** A time of the window that was not read. */
export interface MissedTime {
  readonly source: string;
  readonly window: TimeWindow;
}

/** One look back on a time, made once. */
export interface Digest {
  readonly window: TimeWindow;
  /** IANA name of the zone whose days it goes by. */
  readonly zone: string;
  /** True when the window's last day was not over. */
  readonly isSoFar: boolean;
  readonly figures: DigestFigures;
  /** The same days of the week before; absent: they were not read whole. */
  readonly before?: DigestTotals;
  readonly open: OpenCases;
  /** Gaps; the time before the watch began is none. */
  readonly missed: readonly MissedTime[];
  /** When the watch began, where that was within the window. */
  readonly watchedSince?: Date;
}

/** What a store gives for a digest. */
export interface DigestFacts {
  readonly figures: DigestFigures;
  readonly open: OpenCases;
}

/** The settings of the digest. */
export interface DigestSettings extends DigestTimes {
  /** Names of the conversations that get it; absent: all that get alerts. */
  readonly to?: readonly string[] | undefined;
  /** Whether one is sent that has nothing to tell. */
  readonly whenNothing: boolean;
}

/** True when nothing was found, nothing waits and nothing was missed. */
export function isEmpty({ figures, open, missed }: Digest): boolean {
  const { signIns, entries, gotIn, cases, resolved } = figures;
  const found = signIns + entries + gotIn + cases + resolved.length;
  return found === 0 && open.total === 0 && missed.length === 0;
}

/** What lies in the window and in none of the spans, oldest first. */
export function unread(window: TimeWindow, spans: readonly TimeWindow[]): TimeWindow[] {
  const inside = spans
    .filter(({ from, to }) => from <= window.to && to >= window.from)
    .toSorted((one, other) => +one.from - +other.from);
  const missed: TimeWindow[] = [];
  let readTo = window.from;
  for (const { from, to } of inside) {
    if (from > readTo) missed.push({ from: readTo, to: from });
    if (to > readTo) readTo = to;
  }
  if (readTo < window.to) missed.push({ from: readTo, to: window.to });
  return missed;
}

/** Sign-ins of one bar of the chart. */
export interface Slot {
  readonly at: Date;
  readonly count: number;
}

function summed(quarters: DigestFigures['quarters'], startOf: (at: Date) => Date): Slot[] {
  const counts = new Map<number, number>();
  for (const { at, count } of quarters) {
    const start = startOf(at).getTime();
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  return [...counts].map(([start, count]) => ({ at: new Date(start), count }));
}

/** Sign-ins by the hours of the zone's clocks, oldest first; an hour without any is left out. */
export function byHour({ quarters }: DigestFigures, zone: string): Slot[] {
  return summed(quarters, (at) => startOfHour(at, zone));
}

/** True when the window is one day of the zone, or a part of one. */
export function isOneDay({ from, to }: TimeWindow, zone: string): boolean {
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)];
  return first.day === last.day && first.month === last.month && first.year === last.year;
}

/** The hour with most sign-ins, the first of several; undefined without any. */
export function busiestHour(figures: DigestFigures, zone: string): Slot | undefined {
  return byHour(figures, zone).reduce<Slot | undefined>(
    (most, slot) => (most === undefined || slot.count > most.count ? slot : most),
    undefined,
  );
}
