import type { AuditChange } from './audit-change.ts';

const onOrOff = (on: boolean) => (on ? 'on' : 'off');

/** What a change does, in words: “Unified audit log: on”. */
export function changeWords(change: AuditChange): string {
  switch (change.kind) {
    case 'customization':
      return 'Enable customisation of the organisation';
    case 'ingestion':
      return `Unified audit log: ${onOrOff(change.on)}`;
    case 'organisation':
      return `Mailbox auditing of the organisation: ${onOrOff(change.on)}`;
    case 'bypass':
      return change.on
        ? `Bypass of ${change.subject.name}: on, what they do is hidden again`
        : `Bypass of ${change.subject.name}: ended`;
    case 'mailbox':
      return `Auditing of the mailbox of ${change.subject.name}: ${onOrOff(change.on)}`;
    case 'audit-set':
      return `Audit set of ${change.subject.name}: Microsoft’s for ${change.types.join(', ')}`;
    case 'own-audit-set':
      return `Audit set of ${change.subject.name}: its own for ${Object.keys(change.actions).join(', ')}`;
  }
}
