import type { AuditChange, ChangeSubject } from './audit-change.ts';
import {
  auditedActions,
  isOutdated,
  type ListDifference,
  listDifferences,
} from './default-actions.ts';
import { isLeftOut, type MailboxAuditing } from './mailbox-auditing.ts';

/** What one mailbox or account has that keeps something out of the log. */
export const findingKinds = ['bypass', 'outdated', 'left-out'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One such mailbox or account. */
export interface AuditFinding {
  readonly kind: FindingKind;
  readonly subject: ChangeSubject;
  /** Of an outdated one: where its own lists differ from Microsoft's. */
  readonly differences?: readonly ListDifference[];
  /** Of one that is left out: what it is (`RoomMailbox`). */
  readonly mailboxKind?: string;
}

/** Actions of owners that people ask about; each mailbox audits them or not. */
export const askedOwnerActions = [
  'MailItemsAccessed',
  'Send',
  'Move',
  'MoveToDeletedItems',
  'HardDelete',
  'UpdateInboxRules',
  'SearchQueryInitiated',
] as const;
export type AskedOwnerAction = (typeof askedOwnerActions)[number];

/** What a reading of all mailboxes has counted so far. */
export interface MailboxTally {
  readonly mailboxes: number;
  readonly outdated: number;
  /** Outdated ones whose own lists have something that Microsoft's has not. */
  readonly withExtra: number;
  /** Lists of their own that miss nothing. */
  readonly chosen: number;
  readonly leftOut: number;
  /** In how many mailboxes an action of the owner is audited. */
  readonly owner: Readonly<Record<AskedOwnerAction, number>>;
}

export const noMailboxes: MailboxTally = {
  mailboxes: 0,
  outdated: 0,
  withExtra: 0,
  chosen: 0,
  leftOut: 0,
  owner: {
    MailItemsAccessed: 0,
    Send: 0,
    Move: 0,
    MoveToDeletedItems: 0,
    HardDelete: 0,
    UpdateInboxRules: 0,
    SearchQueryInitiated: 0,
  },
};

/** What is wrong with a mailbox, and the tally with it counted. Rooms and the like do not count for owners' actions. */
export function tallyMailbox(
  tally: MailboxTally,
  mailbox: MailboxAuditing,
): { readonly tally: MailboxTally; readonly findings: readonly AuditFinding[] } {
  const subject = { id: mailbox.id, name: mailbox.name };
  const differences = listDifferences(mailbox);
  const outdated = isOutdated(differences);
  const leftOut = isLeftOut(mailbox);
  const extra = differences.some((one) => one.extra.length > 0);
  const audited = new Set(auditedActions(mailbox, 'Owner'));
  const owner = { ...tally.owner };
  for (const action of askedOwnerActions) {
    if (!leftOut && audited.has(action)) owner[action] += 1;
  }
  return {
    tally: {
      mailboxes: tally.mailboxes + 1,
      outdated: tally.outdated + (outdated ? 1 : 0),
      withExtra: tally.withExtra + (outdated && extra ? 1 : 0),
      chosen: tally.chosen + (!outdated && differences.length > 0 ? 1 : 0),
      leftOut: tally.leftOut + (leftOut ? 1 : 0),
      owner,
    },
    findings: [
      ...(outdated ? [{ kind: 'outdated' as const, subject, differences }] : []),
      ...(leftOut ? [{ kind: 'left-out' as const, subject, mailboxKind: mailbox.kind }] : []),
    ],
  };
}

/** A reading of all mailboxes and of all accounts that may be bypassed, page by page. */
export interface AuditScan {
  readonly tenantId: string;
  readonly id: string;
  readonly state: 'running' | 'finished' | 'failed';
  readonly step: 'mailboxes' | 'bypasses';
  /** Where the list goes on; absent: from its beginning. */
  readonly next?: string;
  readonly mailboxes: MailboxTally;
  /** Accounts looked at for a bypass, and those that have one. */
  readonly accounts: number;
  readonly bypassed: number;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  /** Nothing is asked before. */
  readonly dueAt: Date;
  /** Pages that failed in a row. */
  readonly failures: number;
  /** How often a list had to be begun anew. */
  readonly restarts: number;
  /** Why the last page could not be read, for people. */
  readonly problem?: { readonly sentence: string; readonly hint?: string };
  readonly revision: number;
}

export function beginScan(tenantId: string, id: string, now: Date): AuditScan {
  return {
    tenantId,
    id,
    state: 'running',
    step: 'mailboxes',
    mailboxes: noMailboxes,
    accounts: 0,
    bypassed: 0,
    startedAt: now,
    dueAt: now,
    failures: 0,
    restarts: 0,
    revision: 0,
  };
}

/** The change that mends what was found. */
export function remedyOf({ kind, subject, differences = [] }: AuditFinding): AuditChange {
  if (kind === 'bypass') return { kind: 'bypass', subject, on: false };
  if (kind === 'left-out') return { kind: 'mailbox', subject, on: true };
  const types = differences.filter(({ missing }) => missing.length > 0).map(({ type }) => type);
  return { kind: 'audit-set', subject, types };
}
