import {
  type LogonType,
  logonTypes,
  type MailboxAuditing,
} from '../domain/auditing/mailbox-auditing.ts';
import { type JsonRecord, text, textAt, textsAt } from '../domain/record.ts';
import type { BypassRow } from '../ports/audit-switches.ts';

/** A yes or no as Exchange writes it: a boolean, or its word. Undefined for anything else. */
export function yesOrNo(value: unknown): boolean | undefined {
  const word = text(value)?.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** A list, or the same as one text with commas. */
function listOf(row: JsonRecord, name: string): readonly string[] {
  const value = row[name];
  if (Array.isArray(value)) return textsAt(row, name);
  return (text(value) ?? '').split(/\s*,\s*/).filter(Boolean);
}

function isLogonType(word: string): word is LogonType {
  return logonTypes.some((type) => type === word);
}

/** A row of `Get-Mailbox`; undefined for one without an identity. */
export function toMailbox(row: JsonRecord): MailboxAuditing | undefined {
  const id = textAt(row, 'ExternalDirectoryObjectId') ?? textAt(row, 'Guid');
  if (id === undefined) return undefined;
  const userPrincipalName = textAt(row, 'UserPrincipalName') ?? '';
  return {
    id: id.toLowerCase(),
    name: textAt(row, 'DisplayName') ?? (userPrincipalName || id),
    userPrincipalName,
    kind: textAt(row, 'RecipientTypeDetails') ?? 'UserMailbox',
    isEnabled: yesOrNo(row.AuditEnabled) ?? false,
    managed: listOf(row, 'DefaultAuditSet').filter(isLogonType),
    actions: {
      Admin: listOf(row, 'AuditAdmin'),
      Delegate: listOf(row, 'AuditDelegate'),
      Owner: listOf(row, 'AuditOwner'),
    },
  };
}

/** A row of `Get-MailboxAuditBypassAssociation`. */
export function toBypass(row: JsonRecord): BypassRow | undefined {
  const id = textAt(row, 'ExternalDirectoryObjectId') ?? textAt(row, 'Guid');
  const name = textAt(row, 'DisplayName') ?? textAt(row, 'Name') ?? textAt(row, 'Identity');
  if (id === undefined && name === undefined) return undefined;
  return {
    id: (id ?? name ?? '').toLowerCase(),
    name: name ?? id ?? '',
    isBypassed: yesOrNo(row.AuditBypassEnabled) ?? false,
  };
}
