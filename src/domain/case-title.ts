import type { Case } from './case.ts';

/** Whom a case is about, in a word: a name, or how many people. */
export function whoIn({ user, spread }: Pick<Case, 'user' | 'spread'>): string {
  return spread === undefined ? user.name : `${spread.people.distinct} people`;
}
