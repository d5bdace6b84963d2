import { type Facet, type Spread, spreadStepMs } from '../domain/spread.ts';

/** What the card says of a case of many people; of any other everything is empty. */
export interface SpreadFacts {
  readonly isMany: boolean;
  /** '137 people, 4 apps, 3 countries' */
  readonly reach: string;
  /** 'People' and 'Ada Lovelace 12, Bo Li 9; 135 more' */
  readonly tops: readonly { readonly title: string; readonly value: string }[];
  /** Sign-ins over time, oldest first, 24 bars at most; times are UTC, as charts localise none. */
  readonly bars: readonly { readonly time: string; readonly y: number }[];
  /** The same in words, for clients that draw no charts: 'Most between 09:10 and 09:20 UTC: 84'. */
  readonly barsText: string;
}

const nothing: SpreadFacts = { isMany: false, reach: '', tops: [], bars: [], barsText: '' };
const hourMs = 60 * 60_000;
const mostBars = 24;

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function topOf({ distinct, top }: Facet): string {
  const named = top.map(({ name, count }) => `${name} ${count}`).join(', ');
  const others = distinct - top.length;
  return others > 0 ? `${named}; ${others} more` : named;
}

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

/** Ten minutes a bar while that gives few bars, then hours; of a long case the newest. */
function barsOf({ over }: Spread): { readonly stepMs: number; readonly at: Map<number, number> } {
  const times = over.map(({ at }) => at.getTime());
  const isShort = Math.max(...times) - Math.min(...times) < mostBars * spreadStepMs;
  const stepMs = isShort ? spreadStepMs : hourMs;
  const at = new Map<number, number>();
  for (const one of over) {
    const start = one.at.getTime() - (one.at.getTime() % stepMs);
    at.set(start, (at.get(start) ?? 0) + one.count);
  }
  return { stepMs, at };
}

/** Every step between the first and the last, so that a pause is seen as one. */
function withPauses(at: ReadonlyMap<number, number>, stepMs: number): [number, number][] {
  const last = Math.max(...at.keys());
  const first = Math.max(Math.min(...at.keys()), last - (mostBars - 1) * stepMs);
  const steps = Math.round((last - first) / stepMs) + 1;
  return Array.from({ length: steps }, (_, step) => {
    const start = first + step * stepMs;
    return [start, at.get(start) ?? 0];
  });
}

/** `spread` undefined: a case of one person. */
export function spreadFacts(spread: Spread | undefined): SpreadFacts {
  if (spread === undefined || spread.over.length === 0) {
    return { ...nothing, isMany: spread !== undefined };
  }
  const { people, apps, countries } = spread;
  const { stepMs, at } = barsOf(spread);
  const bars = withPauses(at, stepMs);
  const [peak, most] = bars.toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return {
    isMany: true,
    reach: [
      counted(people.distinct, 'person', 'people'),
      counted(apps.distinct, 'app', 'apps'),
      counted(countries.distinct, 'country', 'countries'),
    ].join(', '),
    tops: [
      { title: 'People', value: topOf(people) },
      { title: 'Apps', value: topOf(apps) },
      { title: 'Countries', value: topOf(countries) },
    ],
    bars: bars.map(([start, y]) => ({ time: clock(start), y })),
    barsText: `Most between ${clock(peak)} and ${clock(peak + stepMs)} UTC: ${most}`,
  };
}
