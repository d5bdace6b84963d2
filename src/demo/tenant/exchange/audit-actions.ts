/** What Exchange audits by default in user and shared mailboxes (Microsoft, “Manage mailbox auditing”). */
export const defaultActions = {
  Admin: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'SendAs',
    'SendOnBehalf',
    'Send',
    'Create',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'UpdateCalendarDelegation',
    'ApplyRecord',
    'MailItemsAccessed',
  ],
  Delegate: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'SendAs',
    'SendOnBehalf',
    'Create',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'ApplyRecord',
    'MailItemsAccessed',
  ],
  Owner: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'Send',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'UpdateCalendarDelegation',
    'ApplyRecord',
    'MailItemsAccessed',
  ],
} as const;

export type Logon = keyof typeof defaultActions;
export const logons: readonly Logon[] = ['Admin', 'Delegate', 'Owner'];

/** What administrators set by hand in 2018, before Microsoft kept the lists. */
export const oldActions: Readonly<Record<Logon, readonly string[]>> = {
  Admin: ['Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'FolderBind', 'SendAs'],
  Delegate: ['Update', 'SoftDelete', 'HardDelete', 'SendAs', 'SendOnBehalf'],
  Owner: ['Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete'],
};

const optional: Readonly<Record<Logon, readonly string[]>> = {
  Admin: ['Copy', 'FolderBind', 'MessageBind', 'Move', 'RecordDelete'],
  Delegate: ['FolderBind', 'Move', 'RecordDelete'],
  Owner: ['Create', 'MailboxLogin', 'Move', 'RecordDelete', 'SearchQueryInitiated'],
};

/** Every action that can be audited for a logon type. */
export function actionsFor(logon: Logon): readonly string[] {
  return [...defaultActions[logon], ...optional[logon]];
}
