import type { TroubleKind } from '../../domain/trouble.ts';
import { inFigures, many, spanWords } from '../figures.ts';
import { isoOf } from '../iso.ts';
import type { CoverageFacts } from './facts.ts';
import { type GapLine, gapLines, readToOf } from './gap-lines.ts';
import { unifiedText } from './unified.ts';

const mostGaps = 6;
const mostTroubles = 4;
/** Shown by the times that were not read. */
const shownAsGaps: ReadonlySet<TroubleKind> = new Set([
  'gap',
  'behind',
  'reads-failing',
  'permission-lost',
  'credentials-refused',
]);

function titleOf(readTo: Date | undefined, gaps: readonly GapLine[]): string {
  if (readTo === undefined) return 'Nothing was read yet';
  const never = gaps.filter(({ state }) => state === 'never').length;
  if (never > 0) return `${many(never, 'gap')} that nobody can read any more`;
  if (gaps.some(({ state }) => state === 'open')) return 'The watch is behind';
  return 'No gap';
}

function latenessText({ lateness }: CoverageFacts): string {
  if (lateness === undefined) return 'Not measured yet: no new record came while the watch read.';
  const { count, p50Ms, p95Ms, worstMs } = lateness;
  return `Half come within ${spanWords(p50Ms)}, 95 % within ${spanWords(p95Ms)}, the latest after ${spanWords(worstMs)} (measured on ${many(count, 'record')}).`;
}

function lateText({ sweeps, times }: CoverageFacts): string {
  const beyond = `later than the ${spanWords(times.overlapMs)} that each poll looks back`;
  const found = sweeps.reduce((sum, { newRows }) => sum + newRows, 0);
  if (sweeps.length === 0) return 'Not known yet: no late sweep has run.';
  if (found === 0) return `None in seven days came ${beyond}.`;
  const worst = Math.max(...sweeps.map(({ worstLatenessMs }) => worstLatenessMs));
  return `${many(found, 'record')} in seven days came ${beyond}, the latest after ${spanWords(worst)}. The late sweep found ${found === 1 ? 'it' : 'them'}.`;
}

function sweepText({ sweeps, times, failures }: CoverageFacts): string {
  const [last] = sweeps;
  const reach = spanWords(times.sweepMs);
  if (last === undefined) return `None yet: once an hour the last ${reach} are read again.`;
  const failing = failures.find(({ task, endedAt }) => task === 'sweep' && endedAt === undefined);
  if (failing !== undefined) return `The last one is held up: ${failing.reason}`;
  if (last.endedAt === undefined) return 'One is under way.';
  return `The last one read ${many(last.rows, 'record')} again, ${last.newRows === 0 ? 'none of them new' : `${inFigures(last.newRows)} of them new`}.`;
}

function countsText({ hours }: CoverageFacts): string {
  const reads = hours.reduce((sum, hour) => sum + hour.reads, 0);
  const rows = hours.reduce((sum, hour) => sum + hour.newRows, 0);
  return `${many(reads, 'read')} in 24 hours, ${many(rows, 'new record')} of sign-ins that failed conditional access.`;
}

function seenText({ counted }: CoverageFacts): string {
  if (counted === undefined) return '';
  const { seen, byGraph } = counted;
  return `Seen ${inFigures(seen)} blocked sign-ins of ${inFigures(byGraph)} that Graph’s own counter has. It counts attempts and the log holds records, so the two need not agree: far fewer seen than counted would be the sign of a gap.`;
}

function proofText(facts: CoverageFacts, gaps: readonly GapLine[]): string {
  const { times } = facts;
  const except = gaps.some(({ state }) => state !== 'closed')
    ? 'Outside the gaps above, every'
    : 'Every';
  return [
    `${except} moment was asked of Graph after it had passed, again and again for ${spanWords(times.overlapMs)} and once an hour for ${spanWords(times.sweepMs)}.`,
    `So a record that Graph shows within ${spanWords(times.sweepMs)} is known, once.`,
    'What Graph shows later, or never, this cannot prove.',
  ].join(' ');
}

/** The card's data. */
export function coverageView(facts: CoverageFacts) {
  const { now, times } = facts;
  const readTo = readToOf(facts);
  const gaps = gapLines(facts);
  const [lastSweep] = facts.sweeps;
  const nextSweepAt =
    lastSweep === undefined || lastSweep.endedAt === undefined
      ? undefined
      : new Date(Math.max(now.getTime(), lastSweep.startedAt.getTime() + times.sweepEveryMs));
  const hidden = gaps.length - mostGaps;
  return {
    title: titleOf(readTo, gaps),
    readToAt: readTo === undefined ? '' : isoOf(readTo),
    lag: readTo === undefined ? '' : spanWords(now.getTime() - readTo.getTime()),
    sinceAt: facts.spans[0] === undefined ? '' : isoOf(facts.spans[0].from),
    troubles: facts.troubles
      .filter(({ kind }) => !shownAsGaps.has(kind))
      .slice(0, mostTroubles)
      .map(({ sentence, nextStep }) => ({ text: `${sentence} ${nextStep}` })),
    gaps: gaps.slice(0, mostGaps).map(({ icon, fromAt, toAt, text }) => ({
      icon,
      fromAt,
      toAt,
      text,
    })),
    moreGaps:
      hidden > 0 ? `${many(hidden, 'more time')} of the last seven days left out here.` : '',
    lateness: latenessText(facts),
    late: lateText(facts),
    arrivals: facts.late.map(({ id, at, firstSeenAt }) => ({
      lineAt: isoOf(at),
      text: `came ${spanWords(firstSeenAt.getTime() - at.getTime())} late`,
      ask: `signin ${id}`,
    })),
    sweep: sweepText(facts),
    sweptAt: lastSweep?.endedAt === undefined ? '' : isoOf(lastSweep.endedAt),
    nextSweepAt: nextSweepAt === undefined ? '' : isoOf(nextSweepAt),
    counts: countsText(facts),
    seen: seenText(facts),
    unified: unifiedText(facts.unified, now),
    countedFromAt: facts.counted === undefined ? '' : isoOf(facts.counted.window.from),
    countedToAt: facts.counted === undefined ? '' : isoOf(facts.counted.window.to),
    notes: readTo === undefined ? '' : proofText(facts, gaps),
  };
}
