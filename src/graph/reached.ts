import type { SignIn } from '../domain/sign-in.ts';

const secondMs = 1000;

/** Where a newest-first read has come to. */
export interface Reached {
  note(rows: readonly SignIn[]): void;
  /** The end of a window for the rest, undefined before the first row. */
  resumeAt(): Date | undefined;
  /** True for a row that such a window would give again. */
  has(row: SignIn): boolean;
}

/**
 * Lets a broken-off read go on without a row missing or twice. The rest begins at the end of the second
 * that was reached: some records carry whole seconds only, others more digits than a `Date`. Only the ids
 * from there on are held, so that memory stays the same over a million rows.
 */
export function createReached(): Reached {
  let end: Date | undefined;
  let ids = new Map<string, Date>();

  return {
    note(rows) {
      const last = rows.at(-1);
      if (last === undefined) return;
      const to = new Date((Math.floor(last.at.getTime() / secondMs) + 1) * secondMs);
      const again = (at: Date) => at <= to;
      ids = new Map([...ids].filter(([, at]) => again(at)));
      for (const { id, at } of rows) if (again(at)) ids.set(id, at);
      end = to;
    },
    resumeAt: () => end,
    has: (row) => ids.has(row.id),
  };
}
