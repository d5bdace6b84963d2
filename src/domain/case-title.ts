import type { Case } from './case.ts';

/** Whom a case is about, in a word: a name, or how many people. */
export function whoIn({ user, spread }: Pick<Case, 'user' | 'spread'>): string {
  if (spread === undefined) return user.name;
  const { distinct } = spread.people;
  return distinct === 1 ? 'One person' : `${distinct} people`;
}
