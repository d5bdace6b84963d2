import { changeLines } from './audit-words.ts';
import type { AuditChange, DirectoryAudit } from './directory-audit.ts';
import type { NameOf } from './policy.ts';
import { diffPolicies, idsInDiff, isWholePolicy } from './policy-diff.ts';

/** The changed properties of what has that id, in an entry of the directory audit log. */
export function changesOf({ targets }: DirectoryAudit, id: string): AuditChange[] {
  const wanted = id.toLowerCase();
  return targets
    .filter((target) => target.id?.toLowerCase() === wanted)
    .flatMap(({ changes }) => changes);
}

/** Ids whose names the lines below want. */
export function idsInChange(audit: DirectoryAudit, id: string): string[] {
  return changesOf(audit, id).flatMap(({ before, after }) =>
    isWholePolicy(before) && isWholePolicy(after) ? idsInDiff(before, after) : [],
  );
}

/**
 * “Excluded users: + Bob”, field by field; properties that are no whole policy as “old → new”. Of a policy that was
 * created or deleted, nothing: all of it is new, or gone.
 */
export function changedLines(audit: DirectoryAudit, id: string, nameOf: NameOf): string[] {
  return changesOf(audit, id).flatMap((change) => {
    const { before, after } = change;
    if (isWholePolicy(before) && isWholePolicy(after)) {
      return diffPolicies(before, after, nameOf).map(({ field, words }) => `${field}: ${words}`);
    }
    if (isWholePolicy(before) || isWholePolicy(after)) return [];
    return changeLines([change], nameOf);
  });
}
