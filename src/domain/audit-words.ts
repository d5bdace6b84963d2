import { actorName } from './audit-words/actors.ts';
import { phraseOf } from './audit-words/phrases.ts';
import type { AuditChange, DirectoryAudit } from './directory-audit.ts';
import type { NameOf } from './policy.ts';
import { diffPolicies, diffRecords, isWholePolicy, type PolicyChange } from './policy-diff.ts';
import { isRecord } from './record.ts';
import { fullStop, startUpper } from './sentence.ts';

const noReason = /^(none|ok|success|successfully .*)?$/i;

const ends: readonly (readonly [RegExp, string])[] = [
  [/^fail/i, 'failed'],
  [/^timeout$/i, 'timed out'],
];

/** How it failed, with the reason of the log where it has one; undefined: it was done, as far as the log says. */
export function failureOf({ result, reason }: DirectoryAudit): string | undefined {
  if (result === undefined || /^success$/i.test(result)) return undefined;
  const end = ends.find(([word]) => word.test(result))?.[1] ?? `ended with “${result}”`;
  return reason === undefined || noReason.test(reason) ? end : `${end}: ${reason}`;
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

/** Tells what an entry is about, not what was changed: `TargetId.UserType`, `Group.DisplayName`. */
const isAside = (property: string) =>
  /^(included updated properties|action client name)$|\w\.\w/i.test(property);

const fieldWords = (changes: readonly PolicyChange[]) =>
  changes.map(({ field, words }) => `${field}: ${words}`);

/** A whole policy before and after, field by field; undefined: this is none. */
function policyWords({ before, after }: AuditChange, nameOf: NameOf): string[] | undefined {
  if (isWholePolicy(before) && isWholePolicy(after)) {
    const words = fieldWords(diffPolicies(before, after, nameOf));
    return words.length === 0 ? ['Saved without a change that matters'] : words;
  }
  if (isWholePolicy(after))
    return ['Created with:', ...fieldWords(diffPolicies({}, after, nameOf))];
  if (isWholePolicy(before)) return ['It had:', ...fieldWords(diffPolicies(before, {}, nameOf))];
  return undefined;
}

function changeWords(change: AuditChange, nameOf: NameOf): string[] {
  const { property, before, after } = change;
  const policy = policyWords(change, nameOf);
  if (policy) return policy;
  if (isRecord(before) && isRecord(after)) {
    const fields = fieldWords(diffRecords(before, after));
    return fields.length === 0
      ? [`${property}: saved unchanged`]
      : fields.map((words) => `${property} › ${words}`);
  }
  if (isAside(property) && (before === undefined || after === undefined)) {
    return [`${property}: ${said(after ?? before)}`];
  }
  return [`${property}: ${said(before)} → ${said(after)}`];
}

/**
 * “Department: Sales → Marketing”, a line each; whole policies and other JSON are told field by field, and in one line
 * at the end what the log names without a value.
 */
export function changeLines(
  changes: readonly AuditChange[],
  nameOf: NameOf = () => undefined,
): string[] {
  const isBare = ({ before, after }: AuditChange) => before === undefined && after === undefined;
  const bare = changes.filter(isBare).map(({ property }) => property);
  return [
    ...changes.filter((change) => !isBare(change)).flatMap((change) => changeWords(change, nameOf)),
    ...(bare.length === 0 ? [] : [`Named without a value: ${bare.join(', ')}`]),
  ];
}
