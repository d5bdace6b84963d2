import { type Filter, visitComparisons } from './syntax.ts';

/** Milliseconds since 1970, both ends included. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The narrowest range that a filter's `and`-ed bounds on a time property leave. */
export function timeRangeOf(filter: Filter | undefined, property: string): TimeRange {
  const open = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  if (filter === undefined) return open;
  if (filter.kind === 'and') {
    const left = timeRangeOf(filter.left, property);
    const right = timeRangeOf(filter.right, property);
    return {
      fromMs: Math.max(left.fromMs, right.fromMs),
      toMs: Math.min(left.toMs, right.toMs),
    };
  }
  if (filter.kind !== 'compare' || filter.path !== property) return open;
  const at = Date.parse(filter.value.text);
  if (filter.operator === 'ge') return { ...open, fromMs: at };
  if (filter.operator === 'le') return { ...open, toMs: at };
  return filter.operator === 'eq' ? { fromMs: at, toMs: at } : open;
}

/** The earliest time a filter names for a property, anywhere in it. */
export function earliestNamed(filter: Filter, property: string): number {
  let earliest = Number.POSITIVE_INFINITY;
  visitComparisons(filter, (path, _operator, value) => {
    if (path === property) earliest = Math.min(earliest, Date.parse(value.text));
  });
  return earliest;
}
