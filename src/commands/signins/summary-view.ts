import { startUpper } from '../../domain/sentence.ts';
import {
  type Bucket,
  type Summary,
  type SummaryWord,
  summarise,
  summaryWords,
} from '../../domain/sign-in-summary.ts';
import { pointsIn, timeline } from '../../domain/timeline.ts';
import { clockWords, dayOf, endOfDay } from '../../domain/zoned-time.ts';
import { inFigures, many } from '../figures.ts';
import { factsOf, notesOf } from './coverage.ts';
import { outcomeFits } from './matches.ts';
import { askOf, type Question } from './question.ts';
import { attemptsWords, barChart, timeChart } from './summary-chart.ts';
import { emptyOf, frameOf, type ViewInput } from './view.ts';

/** A week of hours is a line that can be read; a month is not. */
const mostHours = 7 * 24 + 1;
const hourMs = 60 * 60_000;

const unknownNames: Readonly<Record<SummaryWord, string>> = {
  hour: '',
  day: '',
  verdict: '',
  app: 'no app named',
  country: 'no country known',
  user: 'nobody named',
  policy: 'no policy decided',
};

function nameOf(bucket: Bucket, by: SummaryWord, zone: string): string {
  if (bucket.start === undefined) return bucket.name ?? unknownNames[by];
  const clock = clockWords(bucket.start, zone);
  return by === 'day' ? clock.slice(0, 10) : clock;
}

const inUtc = (at: Date) => `${at.toISOString().slice(0, 16)}Z`;

/** An hour or a day as a range that means the same whoever presses it. */
function rangeOf(start: Date, by: SummaryWord, { window }: Question, zone: string): string {
  const end =
    by === 'hour' ? new Date(start.getTime() + hourMs - 1) : endOfDay(dayOf(start, zone), zone);
  const last = new Date(Math.min(end.getTime(), window.to.getTime()));
  const first = new Date(Math.max(start.getTime(), window.from.getTime()));
  return `from ${inUtc(first)} to ${inUtc(last)}`;
}

/** The question about one bucket alone; '' where no question can mean it. */
function narrowed(bucket: Bucket, by: SummaryWord, question: Question, zone: string): string {
  const { name, start, newest } = bucket;
  const list = { by: undefined };
  if (start) return askOf(question, { ...list, rangeWords: rangeOf(start, by, question, zone) });
  if (name === undefined) return '';
  switch (by) {
    case 'verdict':
      return askOf(question, { ...list, outcome: newest.verdict.outcome });
    case 'app':
      return askOf(question, { ...list, app: name });
    case 'country':
      return /^[a-z]{2}$/.test(bucket.key)
        ? askOf(question, { ...list, country: bucket.key.toUpperCase() })
        : '';
    case 'user': {
      const { userId: id, userPrincipalName = '' } = newest.final;
      return id ? askOf(question, { ...list, person: { id, name, userPrincipalName } }) : '';
    }
    case 'policy':
      return askOf(question, { ...list, policy: { id: bucket.key, name } });
    default:
      return '';
  }
}

/** Of a verdict the number alone says it. */
function detailOf(bucket: Bucket, by: SummaryWord): string {
  return by === 'verdict' ? many(bucket.count, 'attempt') : attemptsWords(bucket);
}

function busiestWords(
  { by, buckets, total }: Summary,
  name: (bucket: Bucket) => string,
  hasTotal: boolean,
): string {
  const [first] = [...buckets].sort((a, b) => b.count - a.count);
  if (first === undefined) return '';
  const word = first.start ? 'Busiest' : 'Most';
  const all = hasTotal ? '' : `${many(total, 'attempt')}. `;
  return `${all}${word}: ${name(first)} with ${detailOf(first, by)}`;
}

/** How much of a summary a card has room for. */
export interface SummaryRoom {
  readonly lines: number;
  readonly facts: boolean;
}

/** Fewer lines first, then no facts: the chart and its words stay. */
export const summaryRooms: readonly SummaryRoom[] = [
  { lines: 8, facts: true },
  { lines: 6, facts: false },
  { lines: 3, facts: false },
];

/** What was read, and so can be counted: nothing is said of the time before. */
function readWindow({ question, list }: ViewInput) {
  const { from, to } = question.window;
  const isCut = list.truncated && list.oldestAt !== undefined && list.oldestAt > from;
  return { from: isCut ? (list.oldestAt ?? from) : from, to };
}

/** Hours of a long range are days. */
function groupedBy(asked: SummaryWord, input: ViewInput): SummaryWord {
  const isTooLong =
    asked === 'hour' && pointsIn(readWindow(input), 'hour', input.timeZone) > mostHours;
  return isTooLong ? 'day' : asked;
}

function summaryNotes(input: ViewInput, asked: SummaryWord, by: SummaryWord): string {
  const { list, timeZone } = input;
  return [
    asked === by ? '' : 'More than a week is shown by the day.',
    list.truncated && list.oldestAt
      ? `Counted from ${clockWords(list.oldestAt, timeZone)} on.`
      : '',
    notesOf(input),
  ]
    .filter(Boolean)
    .join(' ');
}

/** A summary as its card binds it. */
export function signInSummaryView(input: ViewInput, asked: SummaryWord, room: SummaryRoom) {
  const { question, list, timeZone } = input;
  const by = groupedBy(asked, input);
  const shown = list.attempts.filter((attempt) => outcomeFits(attempt, question));
  const summary = summarise(shown, by, timeZone, { isRehearsal: question.reportOnly });
  const name = (bucket: Bucket) => nameOf(bucket, by, timeZone);
  const isTime = by === 'hour' || by === 'day';
  const points = isTime ? timeline(summary, readWindow(input), timeZone) : [];
  const fullest = [...summary.buckets].sort((a, b) => b.count - a.count).slice(0, room.lines);
  const left = summary.buckets.length - fullest.length;
  const frame = frameOf(input);
  const hasCounts = by !== 'verdict' && question.outcome === undefined;
  return {
    ...frame,
    title: `${frame.title} by ${by}`,
    total: many(summary.total, 'attempt'),
    // One verdict alone needs no bar of verdicts.
    counts: hasCounts ? frame.counts : [],
    ...(isTime && summary.total > 0
      ? timeChart(points, by === 'hour' ? 'hour' : 'day', timeZone)
      : barChart(summary, name)),
    axisTitle: isTime ? `${by}, ${timeZone}` : by,
    busiest: busiestWords(summary, name, hasCounts),
    lines: fullest.map((bucket) => ({
      name: bucket.name === undefined || by === 'verdict' ? startUpper(name(bucket)) : name(bucket),
      detail: detailOf(bucket, by),
      ask: narrowed(bucket, by, question, timeZone),
      until: frame.until,
    })),
    more: left > 0 ? `… and ${inFigures(left)} more` : '',
    empty: summary.total === 0 ? emptyOf(input) : '',
    others: summaryWords
      .filter((word) => word !== by)
      .map((word) => ({
        label: `By ${word}`,
        ask: askOf(question, { by: word }),
        until: frame.until,
      })),
    listAsk: askOf(question, { by: undefined }),
    notes: summaryNotes(input, asked, by),
    facts: room.facts ? factsOf(input, timeZone) : [],
  };
}
