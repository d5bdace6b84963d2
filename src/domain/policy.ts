import type { JsonRecord } from './record.ts';

export type PolicyState = 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';

/** A conditional access policy as Graph serves it; conditions and controls stay raw until read aloud. */
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly state: PolicyState | string;
  readonly createdAt?: Date;
  readonly modifiedAt?: Date;
  readonly templateId?: string;
  readonly raw: JsonRecord;
}

export interface NamedLocation {
  readonly id: string;
  readonly name: string;
  readonly trusted: boolean;
  readonly raw: JsonRecord;
}

/** Ids in policies → the names people know (users, groups, roles, apps, locations). */
export type NameOf = (id: string) => string | undefined;
