import type { DirectoryAudit } from './directory-audit.ts';

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of actors and targets that the log names by id or sign-in name alone. */
export function namelessIn(entries: readonly DirectoryAudit[]): string[] {
  const nameless = entries
    .flatMap(({ actor, targets }) => [actor, ...targets])
    .flatMap(({ id, name }) =>
      id !== undefined && guidShape.test(id) && name === undefined ? id : [],
    );
  return [...new Set(nameless)];
}

/** The entries with names, by id in lower case, where the log holds none. */
export function withNamesFrom(
  entries: readonly DirectoryAudit[],
  names: ReadonlyMap<string, string>,
): DirectoryAudit[] {
  const named = <T extends { readonly id?: string; readonly name?: string }>(one: T): T => ({
    ...one,
    name: one.name ?? names.get(one.id?.toLowerCase() ?? ''),
  });
  return entries.map((entry) => ({
    ...entry,
    actor: named(entry.actor),
    targets: entry.targets.map(named),
  }));
}
