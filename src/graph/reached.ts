import type { SignIn } from '../domain/sign-in.ts';

const secondMs = 1000;
const secondOf = (row: SignIn) => Math.floor(row.at.getTime() / secondMs);

/** Where a newest-first read has come to. */
export interface Reached {
  note(rows: readonly SignIn[]): void;
  /** True for a row that came already in the second the read has reached. */
  has(row: SignIn): boolean;
  /** The end of that second: where a read of the rest begins; undefined before the first row. */
  resumeAt(): Date | undefined;
}

/**
 * Lets a broken-off read go on from the last second it reached without a row twice. Only that second's
 * ids are held, so that memory stays the same over a million rows; some records carry whole seconds only.
 */
export function createReached(): Reached {
  let second: number | undefined;
  let ids = new Set<string>();

  return {
    note(rows) {
      const last = rows.at(-1);
      if (last === undefined) return;
      const now = secondOf(last);
      if (now !== second) ids = new Set();
      second = now;
      const earlier = rows.findLastIndex((row) => secondOf(row) !== now);
      for (const row of rows.slice(earlier + 1)) ids.add(row.id);
    },
    has: (row) => ids.has(row.id),
    resumeAt: () => (second === undefined ? undefined : new Date((second + 1) * secondMs)),
  };
}
