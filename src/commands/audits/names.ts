import { namelessIn, withNamesFrom } from '../../domain/audit-names.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Directory } from '../../ports/directory.ts';
import { orProblem } from '../or-problem.ts';

/** Names for actors and targets that the log holds by id or sign-in name alone. */
export async function withNames(
  entries: readonly DirectoryAudit[],
  directory: Directory,
  signal: AbortSignal,
): Promise<DirectoryAudit[]> {
  const ids = namelessIn(entries);
  if (ids.length === 0) return [...entries];
  const [names] = await orProblem(directory.names(ids, signal), new Map<string, string>());
  return withNamesFrom(entries, names);
}
