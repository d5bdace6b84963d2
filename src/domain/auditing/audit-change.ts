import type { LogonType } from './mailbox-auditing.ts';

/** What of whom: the id that Exchange finds it by, and the name that people know. */
export interface ChangeSubject {
  readonly id: string;
  readonly name: string;
}

/**
 * One switch of auditing and where it is to stand.
 * - `customization`: `Enable-OrganizationCustomization`, once for good; other changes of a new organisation are refused before it.
 * - `ingestion`: the unified audit log of the tenant.
 * - `organisation`: mailbox auditing of the organisation (`on` is `AuditDisabled` False).
 * - `bypass`: whether what an account does in mailboxes goes unrecorded; auditing is on with `on: false`.
 * - `audit-set`: these logon types follow Microsoft's list again.
 * - `own-audit-set`: these logon types have lists of their own; undoes `audit-set`.
 * - `mailbox`: the mailbox's own `AuditEnabled`.
 */
export type AuditChange =
  | { readonly kind: 'customization' }
  | { readonly kind: 'ingestion' | 'organisation'; readonly on: boolean }
  | { readonly kind: 'bypass' | 'mailbox'; readonly subject: ChangeSubject; readonly on: boolean }
  | {
      readonly kind: 'audit-set';
      readonly subject: ChangeSubject;
      readonly types: readonly LogonType[];
    }
  | {
      readonly kind: 'own-audit-set';
      readonly subject: ChangeSubject;
      readonly actions: Partial<Readonly<Record<LogonType, readonly string[]>>>;
    };
