import type { AuditChange } from './audit-change.ts';
import type { LogonType } from './mailbox-auditing.ts';

const yesOrNo = (on: boolean) => (on ? '$true' : '$false');

/** In single quotes, where nothing is expanded; a quote inside is doubled. Curly ones end a text too. */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote)}'`;
}

/** What is no word must not become part of a line that somebody runs. */
const words = (list: readonly string[]) => list.filter((one) => /^\w+$/.test(one)).join(',');

function listsOf(actions: Partial<Readonly<Record<LogonType, readonly string[]>>>): string {
  return Object.entries(actions)
    .map(([type, list]) => `-Audit${type} ${words(list) || '@()'}`)
    .join(' ');
}

/** The line of Exchange Online PowerShell that makes a change today. Ids, not names, say of whom. */
export function powerShellOf(change: AuditChange): string {
  switch (change.kind) {
    case 'customization':
      return 'Enable-OrganizationCustomization';
    case 'ingestion':
      return `Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled ${yesOrNo(change.on)}`;
    case 'organisation':
      return `Set-OrganizationConfig -AuditDisabled ${yesOrNo(!change.on)}`;
    case 'bypass':
      return `Set-MailboxAuditBypassAssociation -Identity ${quoted(change.subject.id)} -AuditBypassEnabled ${yesOrNo(change.on)}`;
    case 'mailbox':
      return `Set-Mailbox -Identity ${quoted(change.subject.id)} -AuditEnabled ${yesOrNo(change.on)}`;
    case 'audit-set':
      return `Set-Mailbox -Identity ${quoted(change.subject.id)} -DefaultAuditSet ${words(change.types)}`;
    case 'own-audit-set':
      return `Set-Mailbox -Identity ${quoted(change.subject.id)} ${listsOf(change.actions)}`;
  }
}

/** For all mailboxes or accounts at once: finds them anew, so that it holds however many there are. */
export const powerShellForAll = {
  bypass:
    'Get-MailboxAuditBypassAssociation -ResultSize Unlimited | Where-Object AuditBypassEnabled | ForEach-Object { Set-MailboxAuditBypassAssociation -Identity $_.Guid.ToString() -AuditBypassEnabled $false }',
  outdated:
    'Get-Mailbox -ResultSize Unlimited | Where-Object { @($_.DefaultAuditSet).Count -lt 3 } | ForEach-Object { Set-Mailbox -Identity $_.ExternalDirectoryObjectId -DefaultAuditSet Admin,Delegate,Owner }',
  'left-out':
    'Get-Mailbox -ResultSize Unlimited -RecipientTypeDetails RoomMailbox,EquipmentMailbox | Where-Object { -not $_.AuditEnabled } | Set-Mailbox -AuditEnabled $true',
} as const;
