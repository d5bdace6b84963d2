import type { TroubleKind } from '../../domain/trouble.ts';
import { inFigures, many, spanWords } from '../figures.ts';
import { isoOf } from '../iso.ts';
import type { CoverageFacts, SourceFacts } from './facts.ts';
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

function latenessText({ lateness }: SourceFacts): string {
  if (lateness === undefined) return 'Not measured yet: no new record came while the watch read.';
  const { count, p50Ms, p95Ms, worstMs } = lateness;
  return `Half come within ${spanWords(p50Ms)}, 95 % within ${spanWords(p95Ms)}, the latest after ${spanWords(worstMs)} (measured on ${many(count, 'record')}).`;
}

function lateText({ sweeps, times }: SourceFacts): string {
  const beyond = `later than the ${spanWords(times.overlapMs)} that each poll looks back`;
  const found = sweeps.reduce((sum, { newRows }) => sum + newRows, 0);
  if (sweeps.length === 0) return 'Not known yet: no late sweep has run.';
  if (found === 0) return `None in seven days came ${beyond}.`;
  const worst = Math.max(...sweeps.map(({ worstLatenessMs }) => worstLatenessMs));
  return `${many(found, 'record')} in seven days came ${beyond}, the latest after ${spanWords(worst)}. The late sweep found ${found === 1 ? 'it' : 'them'}.`;
}

function sweepText({ sweeps, times, failures }: SourceFacts): string {
  const [last] = sweeps;
  const reach = spanWords(times.sweepMs);
  if (last === undefined) return `None yet: once an hour the last ${reach} are read again.`;
  const failing = failures.find(({ task, endedAt }) => task === 'sweep' && endedAt === undefined);
  if (failing !== undefined) return `The last one is held up: ${failing.reason}`;
  if (last.endedAt === undefined) return 'One is under way.';
  return `The last one read ${many(last.rows, 'record')} again, ${last.newRows === 0 ? 'none of them new' : `${inFigures(last.newRows)} of them new`}.`;
}

function readsText({ hours }: SourceFacts): string {
  const reads = hours.reduce((sum, hour) => sum + hour.reads, 0);
  const rows = hours.reduce((sum, hour) => sum + hour.newRows, 0);
  return `${many(reads, 'read')} in 24 hours, ${many(rows, 'new record')}`;
}

function countsText(facts: CoverageFacts): string {
  return `${readsText(facts)} of sign-ins that failed conditional access.`;
}

/** Why what was seen is held against no count; '' where it is. */
function uncountedText({ counted }: CoverageFacts): string {
  if (!('without' in counted)) return '';
  switch (counted.without) {
    case 'a whole day':
      return 'Graph’s own count is compared with a day that was read whole: there is none yet.';
    case 'an offer':
      return 'No count offered by Graph here: its counter of blocked sign-ins (beta) needs the permission Reports.Read.All and Entra ID P1, and not every cloud has it.';
    case 'an answer':
      return `Graph’s own count could not be read: ${counted.problem ?? ''}`;
    default: {
      const never: never = counted.without;
      throw new Error(`no words for ${never}`);
    }
  }
}

/** Neither directory audits nor sign-ins can be counted by `$count` (msgraph-metadata issue 640 of the latter). */
function otherCountText(source: SourceFacts): string {
  const kept = source.everyMs === undefined ? '' : ' that a rule looks at';
  return `${readsText(source)}${kept}. No count offered by Graph for this log, so “seen n of m” can’t be said.`;
}

function seenText({ counted }: CoverageFacts): string {
  if ('without' in counted) return '';
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

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function nextSweepOf({ now, times, sweeps: [last] }: SourceFacts): string {
  if (last === undefined || last.endedAt === undefined) return '';
  const nextMs = last.startedAt.getTime() + times.sweepEveryMs;
  return isoOf(new Date(Math.max(now.getTime(), nextMs)));
}

/** A source beside the sign-ins, in a few lines. */
function sourceView(source: SourceFacts) {
  const { now, records, everyMs } = source;
  const readTo = readToOf(source);
  const pace = everyMs === undefined ? '' : ` (read every ${spanWords(everyMs)})`;
  return {
    title: `${capital(records)}${pace}`,
    readToAt: readTo === undefined ? '' : isoOf(readTo),
    lag: readTo === undefined ? '' : spanWords(now.getTime() - readTo.getTime()),
    text:
      readTo === undefined
        ? 'Nothing was read yet.'
        : `${latenessText(source)} ${lateText(source)} Late sweep: ${sweepText(source)} ${otherCountText(source)}`,
    nextSweepAt: nextSweepOf(source),
  };
}

/** Of all sources, the worst first; those beside the sign-ins name theirs. */
function allGaps(facts: CoverageFacts): GapLine[] {
  const others = facts.others.flatMap((source) =>
    gapLines(source).map((line) => ({ ...line, text: `${capital(source.records)}: ${line.text}` })),
  );
  const all = [...gapLines(facts), ...others];
  return (['never', 'open', 'closed'] as const).flatMap((wanted) =>
    all.filter(({ state }) => state === wanted),
  );
}

/** The card's data. */
export function coverageView(facts: CoverageFacts) {
  const { now } = facts;
  const readTo = readToOf(facts);
  const gaps = allGaps(facts);
  const [lastSweep] = facts.sweeps;
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
    nextSweepAt: nextSweepOf(facts),
    sources: facts.others.map(sourceView),
    counts: countsText(facts),
    seen: seenText(facts),
    unified: unifiedText(facts.unified, now),
    uncounted: uncountedText(facts),
    countedFromAt: 'without' in facts.counted ? '' : isoOf(facts.counted.window.from),
    countedToAt: 'without' in facts.counted ? '' : isoOf(facts.counted.window.to),
    notes: readTo === undefined ? '' : proofText(facts, gaps),
  };
}
