import type { HourOfReads } from '../../ports/coverage.ts';

const hourMs = 60 * 60_000;
const weekHours = 7 * 24;
const weeksLooked = 4;
const weeksNeeded = 2;
const shortestHours = 3;
/** New records that every known week had in the same hours. */
const fewest = 20;

type Hours = ReadonlyMap<number, HourOfReads>;

/** Whole hours back from `last` in which was read and nothing was new. */
function silentHours(hours: Hours, last: number): number {
  let count = 0;
  while (hours.get(last - count)?.newRows === 0) count += 1;
  return count;
}

/** New records in these hours, or undefined where one of them was not watched. */
function newIn(hours: Hours, first: number, count: number): number | undefined {
  let sum = 0;
  for (let at = first; at < first + count; at += 1) {
    const hour = hours.get(at);
    if (hour === undefined) return undefined;
    sum += hour.newRows;
  }
  return sum;
}

function longestSilence(hours: Hours, before: number): number {
  let [longest, run, last] = [0, 0, Number.NaN];
  for (const [at, { newRows }] of hours) {
    if (at >= before) break;
    const goesOn = at === last + 1;
    run = newRows === 0 ? (goesOn ? run : 0) + 1 : 0;
    longest = Math.max(longest, run);
    last = at;
  }
  return longest;
}

/**
 * A silence of three hours or more that is odd for this tenant: the same hours of at least two of the last
 * four weeks all had many records, and it was never silent for even half as long. Hours come oldest first, for
 * four weeks; one that is missing was not watched and says nothing. Gives since when it is silent; undefined:
 * nothing is odd, or nobody can know.
 */
export function oddSilence(given: readonly HourOfReads[], now: Date): Date | undefined {
  const hours: Hours = new Map(
    given.map((hour) => [Math.floor(hour.startsAt.getTime() / hourMs), hour]),
  );
  const thisHour = Math.floor(now.getTime() / hourMs);
  if ((hours.get(thisHour)?.newRows ?? 0) > 0) return undefined;
  const count = silentHours(hours, thisHour - 1);
  const first = thisHour - count;
  if (count < shortestHours || longestSilence(hours, first) * 2 > count) return undefined;
  const weeks = Array.from({ length: weeksLooked }, (_, week) =>
    newIn(hours, first - (week + 1) * weekHours, count),
  ).filter((sum) => sum !== undefined);
  if (weeks.length < weeksNeeded || Math.min(...weeks) < fewest) return undefined;
  return new Date(first * hourMs);
}
