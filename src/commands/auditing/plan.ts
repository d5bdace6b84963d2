import type { AuditChange } from '../../domain/auditing/audit-change.ts';
import { type AuditScan, type FindingKind, remedyOf } from '../../domain/auditing/audit-scan.ts';
import { isOutdated, listDifferences } from '../../domain/auditing/default-actions.ts';
import { keyOf } from '../../domain/auditing/kept-change.ts';
import { isLeftOut, type MailboxAuditing } from '../../domain/auditing/mailbox-auditing.ts';
import { markOf } from '../../domain/auditing/mark.ts';
import type { OnOff } from '../../domain/auditing/standing.ts';
import type { BypassRow, OrganisationAuditing } from '../../ports/audit-switches.ts';
import type { Auditing } from '../../ports/auditing.ts';
import type { Answer } from './facts.ts';

/** Parts of `audit enable` that can be asked for one by one. */
export const planParts = ['log', 'bypass', 'sets', 'rooms'] as const;
export type PlanPart = (typeof planParts)[number];

/** What one part would change. */
export interface PlanGroup {
  readonly part: PlanPart;
  /** The first of them; `count` says how many there are. */
  readonly changes: readonly AuditChange[];
  readonly count: number;
  /** Audited now, and no longer afterwards: mailboxes whose own lists have more than Microsoft's. */
  readonly withExtra?: number;
}

/** Most mailboxes that one press changes: the rest is asked for again, or left to PowerShell. */
export const mostAtOnce = 1000;

const findingOf: Readonly<Record<Exclude<PlanPart, 'log'>, FindingKind>> = {
  bypass: 'bypass',
  sets: 'outdated',
  rooms: 'left-out',
};

/** The switches of the tenant that are off; where Exchange was not asked, by what the log shows of itself. */
export function logGroup(
  log: OnOff,
  organisation: Answer<OrganisationAuditing>,
): PlanGroup | undefined {
  const changes: AuditChange[] = [];
  if (log === 'off') changes.push({ kind: 'ingestion', on: true });
  if (organisation.ok && !organisation.value.isOn) changes.push({ kind: 'organisation', on: true });
  return changes.length === 0 ? undefined : { part: 'log', changes, count: changes.length };
}

/** What the reading of all mailboxes found of one kind. */
export async function foundGroup(
  part: Exclude<PlanPart, 'log'>,
  scan: AuditScan,
  auditing: Pick<Auditing, 'findings'>,
): Promise<PlanGroup | undefined> {
  const count = {
    bypass: scan.bypassed,
    sets: scan.mailboxes.outdated,
    rooms: scan.mailboxes.leftOut,
  }[part];
  if (count === 0) return undefined;
  const found = await auditing.findings(scan, findingOf[part], { after: 0, limit: mostAtOnce });
  const withExtra = part === 'sets' ? { withExtra: scan.mailboxes.withExtra } : {};
  return { part, changes: found.map(remedyOf), count, ...withExtra };
}

/** What there is to change about one mailbox and its owner. */
export function groupsOfMailbox(
  mailbox: MailboxAuditing,
  bypass: BypassRow | undefined,
): readonly PlanGroup[] {
  const subject = { id: mailbox.id, name: mailbox.name };
  const differences = listDifferences(mailbox);
  const group = (part: PlanPart, change: AuditChange, more = {}): PlanGroup => ({
    part,
    changes: [change],
    count: 1,
    ...more,
  });
  const withExtra = differences.some(({ extra }) => extra.length > 0) ? 1 : 0;
  return [
    ...(bypass?.isBypassed ? [group('bypass', { kind: 'bypass', subject, on: false })] : []),
    ...(isOutdated(differences)
      ? [group('sets', remedyOf({ kind: 'outdated', subject, differences }), { withExtra })]
      : []),
    ...(isLeftOut(mailbox) ? [group('rooms', { kind: 'mailbox', subject, on: true })] : []),
  ];
}

/** Changes that are refused in an organisation that was never customised. */
const needsCustomization = (change: AuditChange) =>
  change.kind === 'ingestion' || change.kind === 'bypass';

/** All changes of the groups in the order in which they are to be made. */
export function changesOf(
  groups: readonly PlanGroup[],
  organisation: Answer<OrganisationAuditing>,
): readonly AuditChange[] {
  const changes = groups.flatMap((group) => group.changes).slice(0, mostAtOnce);
  const isDehydrated = organisation.ok && organisation.value.isDehydrated;
  return isDehydrated && changes.some(needsCustomization)
    ? [{ kind: 'customization' }, ...changes]
    : changes;
}

/** A mark of what a second step is asked about. */
export function markOfChanges(changes: readonly AuditChange[]): string {
  return markOf(changes.map((change) => [keyOf(change), change]));
}
