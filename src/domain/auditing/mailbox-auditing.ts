/** Who does something in a mailbox, as Exchange's audit sets tell it. */
export const logonTypes = ['Admin', 'Delegate', 'Owner'] as const;
export type LogonType = (typeof logonTypes)[number];

/** How one mailbox is audited (`Get-Mailbox`). */
export interface MailboxAuditing {
  /** What Exchange finds it by for good: the person's object id, else the mailbox's own GUID. */
  readonly id: string;
  readonly name: string;
  readonly userPrincipalName: string;
  /** `RecipientTypeDetails`: `UserMailbox`, `SharedMailbox`, `RoomMailbox` … */
  readonly kind: string;
  /** `AuditEnabled`; without effect where the organisation's auditing covers the mailbox. */
  readonly isEnabled: boolean;
  /** Logon types whose actions Microsoft keeps up to date (`DefaultAuditSet`). */
  readonly managed: readonly LogonType[];
  readonly actions: Readonly<Record<LogonType, readonly string[]>>;
}

const covered = new Set(['usermailbox', 'sharedmailbox', 'groupmailbox']);

/**
 * Whether the organisation's mailbox auditing covers a mailbox of that kind: user, shared and group mailboxes are;
 * rooms, equipment and public folders only follow their own `AuditEnabled` (Microsoft, “Manage mailbox auditing”).
 */
export function isCovered({ kind }: Pick<MailboxAuditing, 'kind'>): boolean {
  return covered.has(kind.toLowerCase());
}

/** Whether a mailbox stays unaudited until its own `AuditEnabled` is on. */
export function isLeftOut(mailbox: MailboxAuditing): boolean {
  return !isCovered(mailbox) && !mailbox.isEnabled;
}
