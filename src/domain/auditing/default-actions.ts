import { type LogonType, logonTypes, type MailboxAuditing } from './mailbox-auditing.ts';

/**
 * What Microsoft audits in user and shared mailboxes unless somebody makes a list of his own, by logon type
 * (“Manage mailbox auditing”, the actions with an asterisk). Send and MailItemsAccessed came in with E5, and for all
 * tenants with Audit (Standard) in 2024.
 */
const defaults: Readonly<Record<LogonType, readonly string[]>> = {
  Admin: [
    'ApplyRecord',
    'Create',
    'HardDelete',
    'MailItemsAccessed',
    'MoveToDeletedItems',
    'Send',
    'SendAs',
    'SendOnBehalf',
    'SoftDelete',
    'Update',
    'UpdateCalendarDelegation',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
  ],
  Delegate: [
    'ApplyRecord',
    'Create',
    'HardDelete',
    'MailItemsAccessed',
    'MoveToDeletedItems',
    'SendAs',
    'SendOnBehalf',
    'SoftDelete',
    'Update',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
  ],
  Owner: [
    'ApplyRecord',
    'HardDelete',
    'MailItemsAccessed',
    'MoveToDeletedItems',
    'Send',
    'SoftDelete',
    'Update',
    'UpdateCalendarDelegation',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
  ],
};

/** What is audited of that logon type: Microsoft's list, or the mailbox's own. */
export function auditedActions(
  { managed, actions }: Pick<MailboxAuditing, 'managed' | 'actions'>,
  type: LogonType,
): readonly string[] {
  const own = actions[type];
  // Where Microsoft keeps the list, Exchange shows it; an empty one there was not read, not emptied.
  return managed.includes(type) && own.length === 0 ? defaults[type] : own;
}

/** How a mailbox's own lists differ from Microsoft's. */
export interface ListDifference {
  readonly type: LogonType;
  /** Audited by default, not here. */
  readonly missing: readonly string[];
  /** Audited here, not by default: lost when the list is Microsoft's again. */
  readonly extra: readonly string[];
}

/** The logon types whose list is the mailbox's own, with what that means. */
export function listDifferences(mailbox: MailboxAuditing): readonly ListDifference[] {
  if (mailbox.kind.toLowerCase() === 'groupmailbox') return [];
  return logonTypes
    .filter((type) => !mailbox.managed.includes(type))
    .map((type) => {
      const own = mailbox.actions[type];
      return {
        type,
        missing: defaults[type].filter((action) => !own.includes(action)),
        extra: own.filter((action) => !defaults[type].includes(action)),
      };
    });
}

/** Lists that miss something are outdated; one that only has more is somebody's choice. */
export function isOutdated(differences: readonly ListDifference[]): boolean {
  return differences.some(({ missing }) => missing.length > 0);
}
