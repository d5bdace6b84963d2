import type { Evidence } from '../ports/observations.ts';

/** How many different ones within what time are many. */
export interface Crowding {
  readonly least: number;
  readonly withinMs: number;
  /** What counts once: the record, or whoever it is about. */
  readonly of: (one: Evidence) => string;
}

/** Counts different values while a window goes along. */
function createTally() {
  const counts = new Map<string, number>();
  return {
    add(value: string) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    },
    remove(value: string) {
      const left = (counts.get(value) ?? 0) - 1;
      if (left > 0) counts.set(value, left);
      else counts.delete(value);
    },
    get size() {
      return counts.size;
    },
  };
}

/** First and last place of each window, the longest that ends there, in which there are enough; by their last. */
function windowsOf(
  oldestFirst: readonly Evidence[],
  { least, withinMs, of }: Crowding,
): { readonly from: number; readonly to: number }[] {
  const tally = createTally();
  const windows: { from: number; to: number }[] = [];
  let from = 0;
  for (const [to, one] of oldestFirst.entries()) {
    tally.add(of(one));
    for (let first = oldestFirst[from]; first !== undefined; first = oldestFirst[from]) {
      if (one.at.getTime() - first.at.getTime() <= withinMs) break;
      tally.remove(of(first));
      from += 1;
    }
    if (tally.size >= least) windows.push({ from, to });
  }
  return windows;
}

/**
 * Runs of evidence in which every part lies within some span of `withinMs` with at least `least` different ones.
 * One pass, whatever the number; more evidence only ever makes runs longer.
 */
export function crowdsIn(oldestFirst: readonly Evidence[], crowding: Crowding): Evidence[][] {
  const runs: { from: number; to: number }[] = [];
  for (const window of windowsOf(oldestFirst, crowding)) {
    const last = runs.at(-1);
    if (last !== undefined && window.from <= last.to) last.to = window.to;
    else runs.push({ ...window });
  }
  return runs.map(({ from, to }) => oldestFirst.slice(from, to + 1));
}
