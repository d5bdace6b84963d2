import { knownMigrations } from '../migrate.ts';

/** The first step in a database that this version does not know: a newer one has been here. */
export function isOfNewer(taken: readonly string[]): string | undefined {
  return taken.find((name) => !knownMigrations.includes(name));
}
