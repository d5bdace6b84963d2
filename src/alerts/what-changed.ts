import { namelessIn, withNamesFrom } from '../domain/audit-names.ts';
import type { DirectoryAudit } from '../domain/directory-audit.ts';
import { idsInChange } from '../domain/policy-change.ts';
import {
  changesAmong,
  type PolicySubjects,
  subjectsOf,
  type WhatChanged,
} from '../domain/what-changed.ts';
import { AppError } from '../errors.ts';
import type { Directory } from '../ports/directory.ts';
import type { DirectoryAuditLog, DirectoryAuditQuery } from '../ports/directory-audit-log.ts';
import type { Policies } from '../ports/policies.ts';

/** Where changes are read. */
export interface ChangeSources {
  readonly policies: Pick<Policies, 'all'>;
  readonly audits: Pick<DirectoryAuditLog, 'pages'>;
  readonly directory: Pick<Directory, 'names'>;
}

/** Whose changes, and around which moment: the first block of a jump. */
export interface ChangesQuestion {
  readonly policyId: string;
  readonly beganAt: Date;
  readonly now: Date;
}

/** How long before the first block is looked. */
export const lookBackMs = 24 * 60 * 60_000;
/** Each is a request of its own to a log that takes five in ten seconds, of which polls need some. */
const mostGroups = 3;
const policyRows = 100;
const groupRows = 50;
const lastingCodes: readonly string[] = ['licence-missing', 'permission-missing'];
const nothingElse: PolicySubjects = { groupIds: [], locationIds: [] };

/** A missing permission is told and nobody waits for it; whatever may pass is thrown, so that it is tried again. */
async function orNote<T>(work: Promise<T>, otherwise: T): Promise<readonly [T, string[]]> {
  try {
    return [await work, []];
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !lastingCodes.includes(thrown.code)) throw thrown;
    return [otherwise, [[thrown.message, thrown.hint].filter(Boolean).join(' ')]];
  }
}

interface Page {
  readonly rows: readonly DirectoryAudit[];
  readonly more: boolean;
}

async function firstPage(
  audits: ChangeSources['audits'],
  query: DirectoryAuditQuery,
  pageSize: number,
  signal: AbortSignal,
): Promise<Page> {
  const pages = audits.pages(query, { priority: 'card', pageSize, signal });
  for await (const { rows, more } of pages) return { rows, more };
  return { rows: [], more: false };
}

/**
 * Changes of conditional access come with one question, of the category; where they are too many for a page, with
 * a second one about the policy alone.
 */
async function ofPolicies(
  { audits }: ChangeSources,
  { policyId }: ChangesQuestion,
  window: DirectoryAuditQuery['window'],
  signal: AbortSignal,
): Promise<Page> {
  const all = await firstPage(audits, { window, category: 'Policy' }, policyRows, signal);
  if (!all.more) return all;
  const own = await firstPage(audits, { window, targetId: policyId }, policyRows, signal);
  return { rows: [...all.rows, ...own.rows], more: true };
}

async function ofGroups(
  { audits }: ChangeSources,
  groupIds: readonly string[],
  window: DirectoryAuditQuery['window'],
  signal: AbortSignal,
): Promise<Page> {
  const pages: Page[] = [];
  for (const targetId of groupIds) {
    pages.push(await firstPage(audits, { window, targetId }, groupRows, signal));
  }
  return { rows: pages.flatMap(({ rows }) => rows), more: pages.some(({ more }) => more) };
}

async function subjectsOfPolicy(
  { policies }: ChangeSources,
  policyId: string,
  signal: AbortSignal,
): Promise<PolicySubjects> {
  const wanted = policyId.toLowerCase();
  const policy = (await policies.all(signal)).find(({ id }) => id.toLowerCase() === wanted);
  return policy === undefined ? nothingElse : subjectsOf(policy);
}

function notesOn(policyRead: Page, groupsRead: Page, groups: number): string[] {
  const unread = groups - mostGroups;
  return [
    ...(policyRead.more
      ? [`Of policies and named locations the newest ${policyRows} entries of the log were read.`]
      : []),
    ...(groupsRead.more
      ? [`Of a group with many changes the newest ${groupRows} entries of the log were read.`]
      : []),
    ...(unread > 0 ? [`${unread} more groups of the policy were not looked at.`] : []),
  ];
}

/**
 * What was changed of a policy, the groups and the named locations it names, from a day before the first block up
 * to now. Asks seven times at most: for the policies, which are mostly remembered, the log of policies (twice when
 * it is long), three groups, and names. Rejects with what may pass, such as throttling.
 */
export async function readWhatChanged(
  question: ChangesQuestion,
  sources: ChangeSources,
  signal: AbortSignal,
): Promise<WhatChanged> {
  const { policyId, beganAt, now } = question;
  const searched = { from: new Date(beganAt.getTime() - lookBackMs), to: now };
  const none: Page = { rows: [], more: false };
  const [policyRead, unreadLog] = await orNote(
    ofPolicies(sources, question, searched, signal),
    none,
  );
  if (unreadLog.length > 0) return { searched, changes: [], isHidden: true, notes: unreadLog };
  const [subjects, unreadPolicy] = await orNote(
    subjectsOfPolicy(sources, policyId, signal),
    nothingElse,
  );
  const { groupIds } = subjects;
  const groupsRead = await ofGroups(sources, groupIds.slice(0, mostGroups), searched, signal);
  const entries = [...policyRead.rows, ...groupsRead.rows];
  const ids = [policyId, ...groupIds, ...subjects.locationIds].map((id) => id.toLowerCase());
  const about = entries.filter(({ targets }) =>
    targets.some(({ id }) => id !== undefined && ids.includes(id.toLowerCase())),
  );
  const unnamed = [
    ...new Set([...namelessIn(about), ...about.flatMap((entry) => idsInChange(entry, policyId))]),
  ];
  const noNames = new Map<string, string>();
  const [names] =
    unnamed.length === 0
      ? [noNames]
      : await orNote(sources.directory.names(unnamed, signal), noNames);
  const nameOf = (id: string) => names.get(id) ?? names.get(id.toLowerCase());
  const changes = changesAmong(withNamesFrom(about, names), policyId, subjects, beganAt, nameOf);
  const notes = [...unreadPolicy, ...notesOn(policyRead, groupsRead, groupIds.length)];
  return { searched, changes, isHidden: false, notes };
}
