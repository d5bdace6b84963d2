/** How many people a policy blocked in one hour. */
export interface BlockedInHour {
  readonly hourAt: Date;
  readonly people: number;
}

/** A policy that began to block far more people than it does usually. */
export interface Jump {
  /** The first block of the many. */
  readonly beganAt: Date;
  /** Blocked in the hour that was looked at. */
  readonly people: number;
  /** Blocked in a usual hour; 0: nobody was before. */
  readonly usual: number;
}

const hourMs = 60 * 60_000;
/** Fewer people than this are no jump, however quiet it was before. */
export const fewestPeople = 5;
/** A jump is so many times the usual hour. */
export const timesUsual = 4;
/** And so many times the hour just before. */
export const timesLastHour = 2;
/** A block an hour surprises nobody, also where there was none before. */
const leastUsual = 1;

/**
 * The middle one of the hours in which the policy blocked anybody: nights and weekends without a block
 * must not make every Monday morning a jump.
 */
export function usualHour(hours: readonly BlockedInHour[]): number {
  const counts = hours
    .map(({ people }) => people)
    .filter((people) => people > 0)
    .toSorted((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

/**
 * The moment from which on blocks came so fast that chance explains them least: of all beginnings the one with the
 * largest log-likelihood ratio of a Poisson process against the usual rate (Kulldorff's scan statistic). A stray
 * block shortly before the many is not taken for their beginning.
 */
function beginningOf(oldestFirst: readonly Date[], end: Date, usual: number): Date | undefined {
  const usualPerMs = Math.max(usual, leastUsual) / hourMs;
  let best: { readonly at: Date; readonly score: number } | undefined;
  for (const [index, at] of oldestFirst.entries()) {
    const blocks = oldestFirst.length - index;
    if (blocks < fewestPeople) break;
    const spanMs = Math.max(end.getTime() - at.getTime(), 60_000);
    const expected = usualPerMs * spanMs;
    const score = blocks * Math.log(blocks / expected) - (blocks - expected);
    if (best === undefined || score > best.score) best = { at, score };
  }
  return best?.at;
}

/**
 * Whether the blocks of one policy jumped in the hour from `from` on: at least 5 people, at least 4 times the
 * usual hour, and twice the hour just before, so that what goes on for long is one jump. `firstBlocks` holds the
 * first block of each person in that hour, in any order; `before` the hours of the week that ends at `from`.
 */
export function findJump(
  firstBlocks: readonly Date[],
  before: readonly BlockedInHour[],
  from: Date,
): Jump | undefined {
  const oldestFirst = firstBlocks.toSorted((a, b) => a.getTime() - b.getTime());
  const people = oldestFirst.length;
  const usual = usualHour(before);
  const lastHour = before.find(({ hourAt }) => from.getTime() - hourAt.getTime() <= hourMs);
  const least = Math.max(fewestPeople, timesUsual * usual, timesLastHour * (lastHour?.people ?? 0));
  const end = oldestFirst.at(-1);
  if (end === undefined || people < least) return undefined;
  const beganAt = beginningOf(oldestFirst, end, usual);
  return beganAt && { beganAt, people, usual };
}
