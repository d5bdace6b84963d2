import { changeLines as linesOf } from '../../domain/audit-words.ts';
import type { AuditChange, DirectoryAudit } from '../../domain/directory-audit.ts';
import type { NameOf } from '../../domain/policy.ts';
import { diffPolicies, idsInDiff, isWholePolicy } from '../../domain/policy-diff.ts';

function changesOf({ targets }: DirectoryAudit, policyId: string): AuditChange[] {
  const wanted = policyId.toLowerCase();
  return targets.filter(({ id }) => id?.toLowerCase() === wanted).flatMap(({ changes }) => changes);
}

/** Ids whose names the lines below want. */
export function idsInChange(audit: DirectoryAudit, policyId: string): string[] {
  return changesOf(audit, policyId).flatMap(({ before, after }) =>
    isWholePolicy(before) && isWholePolicy(after) ? idsInDiff(before, after) : [],
  );
}

/** “Excluded users: + Bob”, field by field; properties that are no whole policy as “old → new”. */
export function changeLines(audit: DirectoryAudit, policyId: string, nameOf: NameOf): string[] {
  return changesOf(audit, policyId).flatMap((change) => {
    const { before, after } = change;
    if (isWholePolicy(before) && isWholePolicy(after)) {
      return diffPolicies(before, after, nameOf).map(({ field, words }) => `• ${field}: ${words}`);
    }
    if (isWholePolicy(before) || isWholePolicy(after)) return [];
    return linesOf([change], nameOf).map((words) => `• ${words}`);
  });
}
