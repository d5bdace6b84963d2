import { foldAttempts, longestAttemptMs } from './attempt.ts';
import type { SignIn } from './sign-in.ts';
import type { Attempt } from './verdict.ts';

/** Where so many records come within minutes, attempts may be cut apart: memory stays the same. */
const mostHeld = 20_000;

/** Attempts that no older record can belong to. */
function isSettled({ rows }: Attempt, readTo: Date): boolean {
  const oldest = Math.min(...rows.map(({ at }) => at.getTime()));
  return oldest - readTo.getTime() > longestAttemptMs;
}

/**
 * Folds rows that come page by page, newest first, as `foldAttempts` folds them all at once, and holds no
 * more than the last minutes of them.
 */
export async function* foldPages(
  pages: AsyncIterable<readonly SignIn[]>,
): AsyncIterable<readonly Attempt[]> {
  let held: readonly SignIn[] = [];
  for await (const rows of pages) {
    held = [...held, ...rows];
    const [newest] = held;
    const oldest = held.at(-1);
    if (newest === undefined || oldest === undefined) continue;
    const isFull = held.length >= mostHeld;
    const spanMs = newest.at.getTime() - oldest.at.getTime();
    if (spanMs < 2 * longestAttemptMs && !isFull) continue;
    const attempts = foldAttempts(held);
    const settled = isFull ? attempts : attempts.filter((one) => isSettled(one, oldest.at));
    const gone = new Set(settled);
    held = attempts
      .filter((one) => !gone.has(one))
      .flatMap((one) => one.rows)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    if (settled.length > 0) yield settled;
  }
  if (held.length > 0) yield foldAttempts(held);
}
