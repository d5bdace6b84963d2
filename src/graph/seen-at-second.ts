import type { SignIn } from '../domain/sign-in.ts';

const secondMs = 1000;

/** Remembers where a newest-first read has come to. */
export interface SeenAtSecond {
  /** The rows without those that came already in the second the read has reached. */
  leaveOut(rows: readonly SignIn[]): SignIn[];
  /** The end of a window for the rest, from that second's end on; undefined before the first row. */
  resumeAt(): Date | undefined;
}

/**
 * Lets a broken-off read go on from the last second it reached without a row twice. Only that second's
 * ids are held, so that memory stays the same over a million rows; some records carry whole seconds only.
 */
export function createSeenAtSecond(): SeenAtSecond {
  let second: number | undefined;
  let ids = new Set<string>();

  return {
    leaveOut(rows) {
      return rows.filter((row) => {
        if (ids.has(row.id)) return false;
        const reached = Math.floor(row.at.getTime() / secondMs);
        if (reached !== second) ids = new Set();
        second = reached;
        ids.add(row.id);
        return true;
      });
    },
    resumeAt: () => (second === undefined ? undefined : new Date((second + 1) * secondMs)),
  };
}
