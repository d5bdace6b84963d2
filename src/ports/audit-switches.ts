import type { AuditChange } from '../domain/auditing/audit-change.ts';
import type { MailboxAuditing } from '../domain/auditing/mailbox-auditing.ts';
import type { ReadOptions } from './read-options.ts';

/** Whether the bot may ask Exchange at all, and whether it may change anything there (`EXCHANGE_ACCESS`). */
export type ExchangeAccess = 'off' | 'read' | 'write';

/** Pages of a long list; `next` asks for what follows, and may be refused as forgotten after some minutes. */
export interface ExchangePage<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** An account and whether what it does in mailboxes goes unrecorded (`AuditBypassEnabled`). */
export interface BypassRow {
  readonly id: string;
  readonly name: string;
  readonly isBypassed: boolean;
}

/** What Exchange says of the organisation as a whole. */
export interface OrganisationAuditing {
  /** Mailbox auditing: `AuditDisabled` is False. */
  readonly isOn: boolean;
  /** True while `Enable-OrganizationCustomization` has not been run; most changes are refused before. */
  readonly isDehydrated: boolean;
}

/** A page that is no longer known (`next` of long ago): the list has to be read from its beginning. */
export class PageForgotten extends Error {
  override readonly name = 'PageForgotten';
}

/** Exchange refused a change until `Enable-OrganizationCustomization` has been run. */
export class CustomizationNeeded extends Error {
  override readonly name = 'CustomizationNeeded';
}

/**
 * The switches of auditing that Exchange Online keeps. All but `apply` only read. Failures are `AppError`s that name
 * the missing permission or role; while `access` is `off`, every question fails so, naming the setting.
 */
export interface AuditSwitches {
  readonly access: ExchangeAccess;
  /** Whether the unified audit log takes records in (`UnifiedAuditLogIngestionEnabled`, as Exchange Online says it). */
  ingestion(options: ReadOptions): Promise<{ readonly isOn: boolean }>;
  organisation(options: ReadOptions): Promise<OrganisationAuditing>;
  /** A page of all mailboxes, from the beginning without `from`. Throws `PageForgotten`. */
  mailboxes(options: ReadOptions, from?: string): Promise<ExchangePage<MailboxAuditing>>;
  /** A page of all accounts, those without bypass too: Exchange has no filter for them. Throws `PageForgotten`. */
  bypasses(options: ReadOptions, from?: string): Promise<ExchangePage<BypassRow>>;
  /** One mailbox by object id, address or UPN; undefined when there is none. */
  mailbox(idOrName: string, options: ReadOptions): Promise<MailboxAuditing | undefined>;
  /** Undefined when Exchange does not know the account. */
  bypass(idOrName: string, options: ReadOptions): Promise<BypassRow | undefined>;
  /**
   * Sets one switch; setting what is so already changes nothing. It takes effect later: up to an hour. Throws
   * `CustomizationNeeded`, and an `AppError` of code `not-allowed` unless `access` is `write`.
   */
  apply(change: AuditChange, options: ReadOptions): Promise<void>;
}
