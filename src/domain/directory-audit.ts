import type { JsonRecord } from './record.ts';

/** Who did it. Both names and ids may be missing: system work holds nulls and all-zero ids. */
export interface AuditActor {
  readonly kind: 'user' | 'app' | 'system';
  /** Object id of a user, service principal id of an app. */
  readonly id?: string;
  readonly appId?: string;
  readonly name?: string;
  readonly userPrincipalName?: string;
  readonly ip?: string;
  /** Name of the tenant a user is from, where the record says one: a guest, or a partner who administers. */
  readonly homeTenant?: string;
}

/** One property before and after, decoded from Graph's JSON inside a string; undefined: there was none. */
export interface AuditChange {
  readonly property: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What it was done to. */
export interface AuditTarget {
  readonly id?: string;
  readonly name?: string;
  /** Graph's word: User, Group, Role, Policy, ServicePrincipal, Request, N/A … */
  readonly type?: string;
  readonly userPrincipalName?: string;
  readonly changes: readonly AuditChange[];
}

/** One entry of the directory audit log (Graph `directoryAudit`), cleaned at the door; all else stays in `raw`. */
export interface DirectoryAudit {
  /** No GUID: `Directory_<guid>_ABCDE_12345`. */
  readonly id: string;
  readonly at: Date;
  /** `activityDisplayName` as Graph writes it, blanks at the ends cut. */
  readonly activity: string;
  readonly category?: string;
  readonly service?: string;
  readonly operation?: string;
  /** success, failure, timeout, or whatever the record holds. */
  readonly result?: string;
  readonly reason?: string;
  readonly correlationId?: string;
  readonly actor: AuditActor;
  readonly targets: readonly AuditTarget[];
  /** Graph's additionalDetails. */
  readonly details: readonly { readonly key: string; readonly value: string }[];
  readonly raw: JsonRecord;
}
