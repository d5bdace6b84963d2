import { mixNumbers } from '../random.ts';
import type { ActivityRow } from './activity-row.ts';
import type { AuditSearch, Found } from './audit-search.ts';

/** Every so manieth record comes again further on, as the real service has it happen. */
const repeatEvery = 40;

/** Puts records in an order that has nothing to do with time, the same for the same search. */
function shuffled(rows: readonly ActivityRow[], seed: number): ActivityRow[] {
  return rows
    .map((row) => ({ row, place: mixNumbers(seed, 71, row.seq) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

function withRepeats(rows: readonly ActivityRow[], isEach: boolean): ActivityRow[] {
  if (isEach) return [...rows, ...rows];
  return [...rows, ...rows.filter((_, index) => index % repeatEvery === repeatEvery - 1)];
}

/** What a search gives of the records that it matched. */
export function collectFound(
  search: AuditSearch,
  matched: readonly ActivityRow[],
  recordCountLimit: number,
  seed: number,
): Found {
  const isCut = search.faults.has('query-truncated');
  const limit = isCut
    ? Math.min(recordCountLimit, Math.floor(matched.length / 2))
    : recordCountLimit;
  const kept = shuffled(matched, seed).slice(0, limit);
  return {
    rows: withRepeats(kept, search.faults.has('query-duplicates')),
    isLimitExceeded: matched.length > limit,
  };
}
