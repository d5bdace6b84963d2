import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Directory } from '../../ports/directory.ts';
import { orProblem } from '../or-problem.ts';

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Names for actors and targets that the log holds by id or sign-in name alone. */
export async function withNames(
  entries: readonly DirectoryAudit[],
  directory: Directory,
  signal: AbortSignal,
): Promise<DirectoryAudit[]> {
  const nameless = entries
    .flatMap(({ actor, targets }) => [actor, ...targets])
    .flatMap(({ id, name }) =>
      id !== undefined && guidShape.test(id) && name === undefined ? id : [],
    );
  const ids = [...new Set(nameless)];
  if (ids.length === 0) return [...entries];
  const [names] = await orProblem(directory.names(ids, signal), new Map<string, string>());
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
