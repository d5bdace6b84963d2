import type { TimeWindow } from '../domain/time-window.ts';

const hourMs = 60 * 60_000;
const sliceMs = 3 * hourMs;
/** Graph keeps sign-ins for 30 days at most and refuses a question that begins before; asking takes time. */
export const retentionMs = 30 * 24 * hourMs - 10 * 60_000;

interface Plan {
  /** Oldest first, without gaps. */
  readonly slices: readonly TimeWindow[];
  /** Set when the last read lies further back than the source's memory: this span can't be read any more. */
  readonly lost?: TimeWindow;
}

interface Question {
  readonly now: Date;
  /** Up to when the source was read; undefined on the very first poll. */
  readonly lastReadTo: Date | undefined;
  readonly settleMs: number;
  readonly overlapMs: number;
}

/** A window in pieces of at most three hours, oldest first; none when it is empty. */
export function sliced({ from, to }: TimeWindow): TimeWindow[] {
  const [start, end] = [from.getTime(), to.getTime()];
  const slices: TimeWindow[] = [];
  for (let at = start; at < end; at += sliceMs) {
    slices.push({ from: new Date(at), to: new Date(Math.min(at + sliceMs, end)) });
  }
  return slices;
}

/**
 * How far a poll reaches back over what was read. After an absence not at all, so that however little of it one
 * poll manages, the next goes on where it stopped; what came late meanwhile is the sweep's.
 */
function overlapOf({ now, lastReadTo, overlapMs, settleMs }: Question): number {
  if (lastReadTo === undefined) return overlapMs;
  return now.getTime() - lastReadTo.getTime() > 2 * overlapMs + settleMs ? 0 : overlapMs;
}

/**
 * What a poll has to read: from `overlap` before the last safe point (on the first poll: before now) up to
 * `settle` before now, in slices of at most three hours. Nothing when that span is empty.
 */
export function planReads(question: Question): Plan {
  const { now, lastReadTo, settleMs } = question;
  const overlapMs = overlapOf(question);
  const end = now.getTime() - settleMs;
  const safePoint = Math.min(lastReadTo?.getTime() ?? now.getTime(), now.getTime());
  // A long settling time must not swallow a short overlap: each poll reads something.
  const wanted = Math.min(safePoint, overlapMs > settleMs ? safePoint : end) - overlapMs;
  const start = Math.max(wanted, now.getTime() - retentionMs);
  const slices = sliced({ from: new Date(start), to: new Date(end) });
  const lost =
    lastReadTo !== undefined && lastReadTo.getTime() < start
      ? { from: lastReadTo, to: new Date(start) }
      : undefined;
  return { slices, lost };
}
