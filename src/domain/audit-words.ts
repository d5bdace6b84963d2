import { actorName } from './audit-words/actors.ts';
import { phraseOf } from './audit-words/phrases.ts';
import type { AuditChange, DirectoryAudit } from './directory-audit.ts';
import type { NameOf } from './policy.ts';
import { diffPolicies, isWholePolicy } from './policy-diff.ts';
import { fullStop, startUpper } from './sentence.ts';

const noReason = /^(none|ok|success|successfully .*)?$/i;

/** Whether it was done; “failed” with the reason of the log where it has one. */
export function failureOf({ result, reason }: DirectoryAudit): string | undefined {
  if (result === undefined || /^success$/i.test(result)) return undefined;
  const why = reason === undefined || noReason.test(reason) ? '' : `: ${reason}`;
  return `${/^timeout$/i.test(result) ? 'timed out' : 'failed'}${why}`;
}

/** One entry in one sentence: who did what to whom, and that it failed where it did. */
export function sentenceOf(audit: DirectoryAudit): string {
  const failure = failureOf(audit);
  const name = actorName(audit.actor);
  // A sign-in name is written as it is.
  const who = audit.actor.kind === 'app' ? startUpper(name) : name;
  const done = `${who} ${phraseOf(audit)}`;
  return failure === undefined ? done : fullStop(`${done}, which ${failure}`).replace(/\.$/, '');
}

const said = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.map(said).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** “Department: Sales → Marketing”; a whole policy is told field by field. */
export function changeWords(
  { property, before, after }: AuditChange,
  nameOf: NameOf = () => undefined,
): string[] {
  if (isWholePolicy(before) && isWholePolicy(after)) {
    const changes = diffPolicies(before, after, nameOf);
    return changes.length === 0
      ? ['Saved without a change that matters']
      : changes.map(({ field, words }) => `${field}: ${words}`);
  }
  if (isWholePolicy(before ?? after)) return [`${property}: ${before ? 'deleted' : 'created'}`];
  return [`${property}: ${said(before)} → ${said(after)}`];
}
