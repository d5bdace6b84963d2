import type { Person } from './person.ts';

/** An account as the directory keeps it, beyond what a look-up needs. */
export interface UserProfile extends Person {
  readonly createdAt?: Date;
  /** Where the account comes from: kept in step with an on-premises directory. */
  readonly synced?: boolean;
  readonly company?: string;
  /** Of a guest: Accepted or PendingAcceptance. */
  readonly invitation?: string;
}

/** An account that was deleted; Entra keeps it for 30 days. */
export interface DeletedUser {
  readonly id: string;
  readonly name: string;
  /** Without the id that Entra puts before it on deletion. */
  readonly userPrincipalName: string;
  readonly deletedAt?: Date;
}

/** What Entra ID Protection makes of an account. */
export interface UserRisk {
  /** none, low, medium, high, hidden, or whatever Graph says. */
  readonly level: string;
  /** none, atRisk, confirmedCompromised, remediated, dismissed, confirmedSafe … */
  readonly state: string;
  readonly detail?: string;
  readonly updatedAt?: Date;
}

/** A directory role that somebody holds now, directly or through a group. */
export interface HeldRole {
  readonly id: string;
  readonly name: string;
  readonly templateId?: string;
}
