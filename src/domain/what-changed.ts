import { plainActivity } from './audit-words/activity-name.ts';
import { actorName } from './audit-words/actors.ts';
import { phraseOf } from './audit-words/phrases.ts';
import { failureOf } from './audit-words.ts';
import type { DirectoryAudit } from './directory-audit.ts';
import type { NameOf, Policy } from './policy.ts';
import { changedLines, changesOf } from './policy-change.ts';
import { isWholePolicy } from './policy-diff.ts';
import { textsAt } from './record.ts';

/** One change of a policy, or of a group or named location it names. */
export interface Change {
  readonly at: Date;
  /** 'Ola Nordmann', 'the app Terraform', 'Microsoft Entra' */
  readonly by: string;
  /** 'changed the conditional access policy “Require MFA”' */
  readonly what: string;
  /** 'Demands: + a compliant device', field by field. */
  readonly lines: readonly string[];
  /** So many more fields were changed. */
  readonly moreLines: number;
  /** Of the directory audit log. */
  readonly auditId: string;
}

/** What was changed around the time when the blocks of a policy jumped. */
export interface WhatChanged {
  /** The time that was looked through. */
  readonly searched: { readonly from: Date; readonly to: Date };
  /** Newest first. */
  readonly changes: readonly Change[];
  /** True when a permission or licence for the log is missing; a note says which. */
  readonly isHidden: boolean;
  /** What was not read, and what to do about it. */
  readonly notes: readonly string[];
}

/** The ids that a policy's blocks depend on besides its own. */
export interface PolicySubjects {
  readonly groupIds: readonly string[];
  readonly locationIds: readonly string[];
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const mostLines = 6;

const idsAt = ({ raw }: Policy, ...paths: string[]) => [
  ...new Set(paths.flatMap((path) => textsAt(raw, path)).filter((id) => guid.test(id))),
];

/** Groups and named locations that a policy includes or excludes, without what stands for everybody or everywhere. */
export function subjectsOf(policy: Policy): PolicySubjects {
  const users = 'conditions.users';
  const locations = 'conditions.locations';
  return {
    groupIds: idsAt(policy, `${users}.includeGroups`, `${users}.excludeGroups`),
    locationIds: idsAt(policy, `${locations}.includeLocations`, `${locations}.excludeLocations`),
  };
}

const among = (ids: readonly string[], id: string | undefined) =>
  id !== undefined && ids.some((one) => one.toLowerCase() === id.toLowerCase());

/** From report-only, or off, to on is what people look for first. */
function switchLine(audit: DirectoryAudit, policyId: string): string[] {
  return changesOf(audit, policyId).flatMap(({ before, after }) => {
    if (!isWholePolicy(after) || after.state !== 'enabled') return [];
    if (!isWholePolicy(before)) return [];
    if (before.state === 'enabledForReportingButNotEnforced')
      return ['It was report-only before: since then it enforces what it only noted.'];
    return before.state === 'disabled' ? ['It was off before.'] : [];
  });
}

function linesOf(audit: DirectoryAudit, ids: readonly string[], nameOf: NameOf): string[] {
  return [
    ...new Set(ids.flatMap((id) => [...switchLine(audit, id), ...changedLines(audit, id, nameOf)])),
  ];
}

function toChange(alike: readonly DirectoryAudit[], ids: readonly string[], nameOf: NameOf) {
  return alike.slice(0, 1).map((newest): Change => {
    const lines = linesOf(newest, ids, nameOf);
    const others = alike.length - 1;
    const likewise = others === 1 ? ', and once more alike' : `, and ${others} times more alike`;
    return {
      at: newest.at,
      by: actorName(newest.actor),
      what: `${phraseOf(newest)}${others === 0 ? '' : likewise}`,
      lines: lines.slice(0, mostLines),
      moreLines: Math.max(0, lines.length - mostLines),
      auditId: newest.id,
    };
  });
}

/** People join a group one by one: what one person did to one group in one way is one change. */
function kindOf(audit: DirectoryAudit, policyId: string): string {
  const plain = plainActivity(audit.activity);
  const isMembership = /\b(member|owner)\b/.test(plain) && !among([policyId], audit.targets[0]?.id);
  if (!isMembership) return audit.id;
  const groups = audit.targets.filter(({ type }) => /^group$/i.test(type ?? ''));
  return JSON.stringify([plain, groups.map(({ id }) => id), actorName(audit.actor)]);
}

/**
 * What of these entries changed the policy or its subjects; `names` in their targets and actors are filled in.
 * Failed attempts changed nothing and are left out.
 */
export function changesAmong(
  audits: readonly DirectoryAudit[],
  policyId: string,
  { groupIds, locationIds }: PolicySubjects,
  beganAt: Date,
  nameOf: NameOf,
): Change[] {
  const ids = [policyId, ...groupIds, ...locationIds];
  const newestFirst = [...new Map(audits.map((audit) => [audit.id, audit])).values()]
    .filter((audit) => failureOf(audit) === undefined)
    .filter(({ targets }) => targets.some(({ id }) => among(ids, id)))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const before = newestFirst.filter(({ at }) => at <= beganAt);
  const after = newestFirst.filter(({ at }) => at > beganAt);
  const folded = (part: readonly DirectoryAudit[]) =>
    [...Map.groupBy(part, (audit) => kindOf(audit, policyId)).values()].flatMap((alike) =>
      toChange(alike, ids, nameOf),
    );
  return [...folded(after), ...folded(before)];
}

/** The newest change before the jump first; what came after the jump stands behind all of these, oldest first. */
export function causesFirst(changes: readonly Change[], beganAt: Date): Change[] {
  const newestFirst = changes.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return [
    ...newestFirst.filter(({ at }) => at <= beganAt),
    ...newestFirst.filter(({ at }) => at > beganAt).toReversed(),
  ];
}

const minuteMs = 60_000;

/** '11 min before the first block', '2 h after it', of a change and the jump's beginning. */
export function whenOf({ at }: Pick<Change, 'at'>, beganAt: Date): string {
  const ms = beganAt.getTime() - at.getTime();
  const minutes = Math.floor(Math.abs(ms) / minuteMs);
  const span =
    minutes < 1
      ? 'less than a minute'
      : minutes < 120
        ? `${minutes} min`
        : `${Math.floor(minutes / 60)} h`;
  return `${span} ${ms >= 0 ? 'before' : 'after'} the first block`;
}

/** 'Ola Nordmann changed the conditional access policy “Require MFA” 11 min before the first block: Demands: + …' */
export function changeSentence(change: Change, beganAt: Date): string {
  const [line] = change.lines;
  const count = change.lines.length + change.moreLines - 1;
  const more = count > 0 ? `, and ${count} more` : '';
  const said = line === undefined ? '' : `: ${line.replace(/\.$/, '')}${more}`;
  return `${change.by} ${change.what} ${whenOf(change, beganAt)}${said}`;
}
