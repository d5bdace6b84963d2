import { foldAttempts, longestAttemptMs } from './attempt.ts';
import type { SignIn } from './sign-in.ts';
import type { Attempt } from './verdict.ts';

/** Where so many records come within minutes, attempts may be cut apart: memory stays the same. */
const mostHeld = 20_000;

const startOf = ({ rows }: Attempt) => Math.min(...rows.map(({ at }) => at.getTime()));
const endOf = ({ rows }: Attempt) => Math.max(...rows.map(({ at }) => at.getTime()));
const threadsOf = ({ rows }: Attempt) =>
  new Set(rows.flatMap((row) => [row.correlationId ?? [], row.originalRequestId ?? []].flat()));

/**
 * Attempts that no older record can change. One that begins too soon after what was read may go on before it, and
 * so may be cut otherwise; what follows closely in the same thread may then be, too.
 */
function settledIn(attempts: readonly Attempt[], readTo: Date): Attempt[] {
  const openUntil = new Map<string, number>();
  return [...attempts]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((attempt) => {
      const threads = [...threadsOf(attempt)];
      const lasts = threads.map((thread) => openUntil.get(thread) ?? Number.NEGATIVE_INFINITY);
      const isOpen = startOf(attempt) - Math.max(readTo.getTime(), ...lasts) <= longestAttemptMs;
      const end = Math.max(endOf(attempt), ...lasts);
      if (isOpen) for (const thread of threads) openUntil.set(thread, end);
      return !isOpen;
    })
    .toReversed();
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
    const settled = isFull ? attempts : settledIn(attempts, oldest.at);
    const gone = new Set(settled.flatMap((one) => one.rows.map(({ id }) => id)));
    held = held.filter(({ id }) => !gone.has(id));
    if (settled.length > 0) yield settled;
  }
  if (held.length > 0) yield foldAttempts(held);
}
