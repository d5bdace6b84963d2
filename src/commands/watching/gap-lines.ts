import { gapsBetween, overlaps } from '../../domain/gaps.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { FailureRun } from '../../ports/coverage.ts';
import { isoOf } from '../iso.ts';
import type { SourceFacts } from './facts.ts';

/** A time that was not read when it should have been. */
export interface GapLine {
  readonly state: 'never' | 'open' | 'closed';
  readonly icon: string;
  readonly fromAt: string;
  readonly toAt: string;
  readonly text: string;
}

const icons = { never: '⛔', open: '⏳', closed: '✅' } as const;
/** A poll that misses a turn or two is no gap. */
const tolerableMs = 5 * 60_000;

function line(state: GapLine['state'], { from, to }: TimeWindow, text: string): GapLine {
  return { state, icon: icons[state], fromAt: isoOf(from), toAt: isoOf(to), text };
}

const pollRuns = ({ failures }: SourceFacts): FailureRun[] =>
  failures.filter(({ task }) => task === 'poll');

function neverLine(gap: TimeWindow, facts: SourceFacts): GapLine {
  const known = pollRuns(facts).find(({ window }) => overlaps(window, gap));
  const reason = known?.reason ?? 'The bot was not reading, and Graph had dropped it when it was.';
  return line('never', gap, `Never read. ${reason}`);
}

/** Up to when the log was read; undefined before the first read. A span of a clock that was wrong ends now. */
export function readToOf({ spans, now }: SourceFacts): Date | undefined {
  const to = spans.at(-1)?.to;
  return to !== undefined && to > now ? now : to;
}

function openLine(facts: SourceFacts): GapLine[] {
  const { now, times, everyMs = 0 } = facts;
  const readTo = readToOf(facts);
  if (readTo === undefined) return [];
  if (now.getTime() - readTo.getTime() <= times.settleMs + everyMs + tolerableMs) return [];
  const failing = pollRuns(facts).find(({ endedAt }) => endedAt === undefined);
  const reason =
    failing === undefined
      ? 'The watch is catching up.'
      : `Tried ${failing.times === 1 ? 'once' : `${failing.times} times`}: ${failing.reason}`;
  return [line('open', { from: readTo, to: now }, `Not read yet. ${reason}`)];
}

function closedLine(run: FailureRun, endedAt: Date): GapLine {
  const times = run.times === 1 ? 'one read' : `${run.times} reads`;
  const text = `Read since: ${times} had failed. ${run.reason}`;
  return line('closed', { from: run.since, to: endedAt }, text);
}

/** What was never read, what is not read yet and what was read after failures, the worst first. */
export function gapLines(facts: SourceFacts): GapLine[] {
  const closed = pollRuns(facts).flatMap((run) =>
    run.endedAt === undefined ? [] : [closedLine(run, run.endedAt)],
  );
  const never = gapsBetween(facts.spans).map((gap) => neverLine(gap, facts));
  return [...never.toReversed(), ...openLine(facts), ...closed];
}
