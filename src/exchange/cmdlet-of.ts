import type { AuditChange } from '../domain/auditing/audit-change.ts';
import type { LogonType } from '../domain/auditing/mailbox-auditing.ts';
import type { JsonRecord } from '../domain/record.ts';
import type { Cmdlet } from './errors.ts';

interface Call {
  readonly cmdlet: Cmdlet;
  readonly parameters: JsonRecord;
}

const listParameter: Readonly<Record<LogonType, string>> = {
  Admin: 'AuditAdmin',
  Delegate: 'AuditDelegate',
  Owner: 'AuditOwner',
};

function ownLists(actions: Partial<Readonly<Record<LogonType, readonly string[]>>>): JsonRecord {
  return Object.fromEntries(
    Object.entries(actions).map(([type, list]) => [listParameter[type as LogonType], list]),
  );
}

/** The cmdlet that makes a change. Each sets a value and adds nothing, so that running it again changes nothing. */
export function cmdletOf(change: AuditChange): Call {
  switch (change.kind) {
    case 'customization':
      return { cmdlet: 'Enable-OrganizationCustomization', parameters: {} };
    case 'ingestion':
      return {
        cmdlet: 'Set-AdminAuditLogConfig',
        parameters: { UnifiedAuditLogIngestionEnabled: change.on },
      };
    case 'organisation':
      return { cmdlet: 'Set-OrganizationConfig', parameters: { AuditDisabled: !change.on } };
    case 'bypass':
      return {
        cmdlet: 'Set-MailboxAuditBypassAssociation',
        parameters: { Identity: change.subject.id, AuditBypassEnabled: change.on },
      };
    case 'mailbox':
      return {
        cmdlet: 'Set-Mailbox',
        parameters: { Identity: change.subject.id, AuditEnabled: change.on },
      };
    case 'audit-set':
      return {
        cmdlet: 'Set-Mailbox',
        parameters: { Identity: change.subject.id, DefaultAuditSet: change.types },
      };
    case 'own-audit-set':
      return {
        cmdlet: 'Set-Mailbox',
        parameters: { Identity: change.subject.id, ...ownLists(change.actions) },
      };
  }
}
