import { plainActivity } from '../../domain/audit-words/activity-name.ts';
import { targetName } from '../../domain/audit-words/actors.ts';
import { failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { AuditTarget, DirectoryAudit } from '../../domain/directory-audit.ts';
import { diffPolicies, diffRecords, isWholePolicy } from '../../domain/policy-diff.ts';
import { isRecord, type JsonRecord, text } from '../../domain/record.ts';
import { fullStop, quoted, startUpper } from '../../domain/sentence.ts';
import type { AuditMatch, AuditRule } from '../rule.ts';

type Change = AuditMatch['facts'][number];

/** What decides who gets in: the activities of the log, and what people call the thing. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(add|update|delete) conditional access policy$/, 'conditional access policy'],
  [/^(add|update|delete) named location$/, 'named location'],
  [/authentication strength/, 'authentication strength'],
];

function versionsOf({ changes }: AuditTarget): { before?: JsonRecord; after?: JsonRecord } {
  const whole = changes.find(({ before, after }) => isRecord(before) || isRecord(after));
  return {
    before: isRecord(whole?.before) ? whole.before : undefined,
    after: isRecord(whole?.after) ? whole.after : undefined,
  };
}

/** Field by field; undefined where the log does not hold both versions. */
function changesOf(target: AuditTarget): readonly Change[] | undefined {
  const { before, after } = versionsOf(target);
  if (before === undefined || after === undefined) return undefined;
  const isPolicy = isWholePolicy(before) && isWholePolicy(after);
  const found = isPolicy ? diffPolicies(before, after) : diffRecords(before, after);
  return found.map(({ field, words }) => ({ title: field, value: words }));
}

/** What it is like now that it is new, or was like before it went. */
function contentOf(target: AuditTarget): Change[] {
  const { before, after } = versionsOf(target);
  const only = after ?? before;
  const found = isWholePolicy(only) ? diffPolicies({}, only) : [];
  return found.map(({ field, words }) => ({
    title: field,
    value: words.replace(/^nothing → /, '').replaceAll('+ ', ''),
  }));
}

const adds = (changes: readonly Change[], field: RegExp) =>
  changes.some(({ title, value }) => field.test(title) && /(^|, )\+ /.test(value));
const takes = (changes: readonly Change[], field: RegExp) =>
  changes.some(({ title, value }) => field.test(title) && /(^|, )− /.test(value));

/** What happened to its state, where that changed. */
function stateVerb({ before, after }: ReturnType<typeof versionsOf>): string | undefined {
  const [had, has] = [text(before?.state), text(after?.state)];
  if (had === has) return undefined;
  if (has === 'disabled') return 'switched off';
  if (has === 'enabled') return 'switched on';
  return had === 'enabled' ? 'stopped the enforcement of' : undefined;
}

/** The worst that was done, in a word: what lets more people in comes first. */
function updateVerb(target: AuditTarget, changes: readonly Change[]): string {
  const state = stateVerb(versionsOf(target));
  if (state !== undefined && state !== 'switched on') return state;
  if (adds(changes, /^Excluded /)) return 'excluded more from';
  if (takes(changes, /^Demands$/)) return 'demands less in';
  if (takes(changes, /^(Users|Groups|Roles|Apps)$/)) return 'narrowed';
  return state ?? 'changed';
}

function verbOf(plain: string, target: AuditTarget, changes: readonly Change[]): string {
  if (/\b(delete|remove)/.test(plain)) return 'deleted';
  if (/\b(add|create)/.test(plain)) return 'created';
  return updateVerb(target, changes);
}

/** What lets nobody in whom policies kept out before; a new location may, as policies can spare all trusted ones. */
const stricter: readonly string[] = ['created', 'switched on'];

/** The first target that the entry is about: its other targets are what a policy refers to. */
const subjectOf = ({ targets }: DirectoryAudit): AuditTarget =>
  targets.find(({ type }) => /policy/i.test(type ?? '')) ?? targets[0] ?? { changes: [] };

/**
 * Conditional access policies, named locations and authentication strengths that were created, changed or deleted;
 * what was saved without a difference, and what failed, is none. Core Directory's “Update policy” tells the same
 * change once more and is left out.
 */
export const caPolicyChanged: AuditRule = {
  id: 'ca-policy-changed',
  source: 'directory-audits',
  summary: 'conditional access policies, named locations and authentication strengths that change',
  numbers: {},
  detect(audit) {
    const plain = plainActivity(audit.activity);
    const kind = kinds.find(([activity]) => activity.test(plain))?.[1];
    if (kind === undefined || failureOf(audit) !== undefined) return undefined;
    const target = subjectOf(audit);
    const changes = changesOf(target);
    if (changes?.length === 0) return undefined;
    const name = targetName(target);
    const thing = name === undefined ? `a ${kind}` : `${kind} ${quoted(name)}`;
    const isPolicy = kind === 'conditional access policy';
    const verb = verbOf(plain, target, changes ?? []);
    return {
      subject: target.id ?? name ?? audit.id,
      policy: isPolicy && name !== undefined ? { id: target.id, name } : undefined,
      about: { id: target.id, name: startUpper(name === undefined ? kind : thing) },
      severity: isPolicy && stricter.includes(verb) ? 'medium' : 'high',
      headline: `${verb} ${thing}`,
      why: fullStop(sentenceOf(audit)),
      nextStep:
        'Ask whoever did it whether it was planned. If nobody knows of it, set it back and look at what else that account did.',
      facts: changes ?? contentOf(target),
    };
  },
};
