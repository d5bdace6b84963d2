import type { Bucket, Summary } from '../../domain/sign-in-summary.ts';
import type { Point } from '../../domain/timeline.ts';
import { type Outcome, outcomes } from '../../domain/verdict.ts';
import { clockWords } from '../../domain/zoned-time.ts';
import { inFigures, many } from '../figures.ts';
import { outcomeLooks } from '../outcome-looks.ts';

/** More bars than that are a line: bars would be thinner than a finger, and too much for a card. */
const mostBars = 48;
const mostGroups = 8;
const mostSpoken = 7;

interface Bar {
  readonly xLabel: string;
  readonly y: number;
}

interface Spot {
  /** A clock or a day in the asker's zone. */
  readonly timeAt: string;
  readonly y: number;
}

/** What one chart of a summary shows; one of the three is filled. */
export interface SummaryChart {
  readonly groups: readonly {
    readonly legend: string;
    readonly color: string;
    readonly points: readonly Spot[];
  }[];
  readonly trend: readonly Spot[];
  readonly bars: readonly Bar[];
  /** The same in words, for clients without charts. */
  readonly chartText: string;
}

type Counted = Pick<Bucket, 'count' | 'byOutcome'>;

const unlucky: readonly Outcome[] = ['blocked', 'interrupted', 'failed'];

function unluckyWords({ count, byOutcome }: Counted): string {
  const only = unlucky.find((outcome) => byOutcome[outcome] === count);
  if (only) return only;
  return unlucky
    .filter((outcome) => byOutcome[outcome] > 0)
    .map((outcome) => `${inFigures(byOutcome[outcome])} ${outcome}`)
    .join(', ');
}

/** “12 (3 blocked, 1 failed)”, “3 (blocked)” where all were. */
function countedWords(counted: Counted): string {
  const words = unluckyWords(counted);
  return `${inFigures(counted.count)}${words ? ` (${words})` : ''}`;
}

/** “12 attempts (3 blocked, 1 failed)” */
export function attemptsWords(counted: Counted): string {
  const words = unluckyWords(counted);
  return `${many(counted.count, 'attempt')}${words ? ` (${words})` : ''}`;
}

/** `14:00`, with the day where there are several: `11-22 14:00`; an hour that comes twice is told apart. */
function timeLabels(points: readonly Point[], by: 'hour' | 'day', zone: string): string[] {
  const clocks = points.map(({ start }) => clockWords(start, zone));
  const days = new Set(clocks.map((clock) => clock.slice(0, 10)));
  const labels = clocks.map((clock) => {
    if (by === 'day') return clock.slice(5, 10);
    return days.size > 1 ? clock.slice(5) : clock.slice(11);
  });
  return labels.map((label, at) => (labels.indexOf(label) < at ? `${label} again` : label));
}

function spoken(points: readonly Point[], labels: readonly string[]): string {
  const full = points
    .map((point, at) => ({ point, at }))
    .filter(({ point }) => point.count > 0)
    .sort((a, b) => b.point.count - a.point.count || a.at - b.at);
  const shown = full.slice(0, mostSpoken).sort((a, b) => a.at - b.at);
  const words = shown.map(({ point, at }) => `${labels[at]}: ${countedWords(point)}`);
  const left = full.length - shown.length;
  return [...words, ...(left > 0 ? [`${left} others with fewer`] : [])].join(' · ');
}

/** Attempts over time: stacked bars by verdict, or one line where there are too many. */
export function timeChart(
  points: readonly Point[],
  by: 'hour' | 'day',
  zone: string,
): SummaryChart {
  const labels = timeLabels(points, by, zone);
  const spots = (numberOf: (point: Point) => number) =>
    points.map((point, at) => ({ timeAt: labels[at] ?? '', y: numberOf(point) }));
  const isLine = points.length > mostBars;
  const present = outcomes.filter((outcome) => points.some((one) => one.byOutcome[outcome] > 0));
  return {
    groups: isLine
      ? []
      : present.map((outcome, at) => ({
          legend: outcome,
          color: outcomeLooks[outcome].chartColor,
          // The first lays out the axis; further zeros would only cost room.
          points: spots((point) => point.byOutcome[outcome]).filter(({ y }) => at === 0 || y > 0),
        })),
    trend: isLine ? spots((point) => point.count) : [],
    bars: [],
    chartText: spoken(points, labels),
  };
}

/** Attempts by what they have in common: the fullest, and all others together. */
export function barChart({ buckets }: Summary, nameOf: (bucket: Bucket) => string): SummaryChart {
  const shown = buckets.slice(0, mostGroups);
  const rest = buckets.slice(mostGroups).reduce((sum, { count }) => sum + count, 0);
  const spots = [
    ...shown.map((bucket) => ({ xLabel: nameOf(bucket), y: bucket.count })),
    ...(rest > 0 ? [{ xLabel: 'all others', y: rest }] : []),
  ];
  return {
    groups: [],
    trend: [],
    bars: spots,
    chartText: spots.map(({ xLabel, y }) => `${xLabel}: ${inFigures(y)}`).join(' · '),
  };
}
