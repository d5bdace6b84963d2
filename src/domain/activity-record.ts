import type { JsonRecord } from './record.ts';

/** One record of the unified audit log (Graph `auditLogRecord`), cleaned at the door. */
export interface ActivityRecord {
  readonly id: string;
  readonly at: Date;
  /** As the service writes it: `FileAccessed`, `Update user.`; “unknown operation” when the record has none. */
  readonly operation: string;
  /** Graph's record type, either casing: `exchangeItem`, `SharePointFileOperation`. */
  readonly recordType?: string;
  /** Workload: Exchange, SharePoint, OneDrive, AzureActiveDirectory … */
  readonly service?: string;
  /** Who did it: a UPN, an application's name, or an id of another kind; never an Entra object id. */
  readonly user?: string;
  /** Without port, brackets or the IPv4-in-IPv6 prefix; undefined for “<null>”, 0.0.0.0 and what is no address. */
  readonly ip?: string;
  readonly objectId?: string;
  /** The source record (`auditData`), untouched. */
  readonly data: JsonRecord;
  readonly raw: JsonRecord;
}
