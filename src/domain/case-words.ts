import type { Case } from './case.ts';

/** “1 sign-in”, “14 sign-ins”, “2 entries in the log”: how many records a case holds. */
export function countWords({ count, latest }: Pick<Case, 'count' | 'latest'>): string {
  if (latest.record === undefined) return count === 1 ? '1 sign-in' : `${count} sign-ins`;
  if (latest.record === 'day') return count === 1 ? '1 day' : `${count} days`;
  return count === 1 ? '1 entry in the log' : `${count} entries in the log`;
}
