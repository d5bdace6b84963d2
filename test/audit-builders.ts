import type { DirectoryAudit } from '../src/domain/directory-audit.ts';
import { toDirectoryAudit } from '../src/domain/read-directory-audit.ts';
import type { JsonRecord } from '../src/domain/record.ts';
import { noon } from './builders.ts';

export const olga = {
  id: 'bbbbbbbb-0000-4000-8000-000000000001',
  displayName: 'Olga Operator',
  userPrincipalName: 'olga@contoso.example',
};
export const bob = {
  id: 'b0b00000-0000-4000-8000-000000000001',
  displayName: 'Bob Builder',
  userPrincipalName: 'bob@contoso.example',
};

/** A property before and after, as the log writes it: JSON text inside a string; null: none. */
export function changed(displayName: string, before: unknown, after: unknown): JsonRecord {
  const written = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return { displayName, oldValue: written(before), newValue: written(after) };
}

/** What it was done to. */
export function target(
  type: string,
  displayName: string | null,
  properties: readonly JsonRecord[] = [],
  more: JsonRecord = {},
): JsonRecord {
  return {
    id: '7a000000-0000-4000-8000-000000000001',
    displayName,
    type,
    userPrincipalName: null,
    groupType: null,
    modifiedProperties: properties,
    ...more,
  };
}

export function targetUser(person: typeof bob, properties: readonly JsonRecord[] = []): JsonRecord {
  return target('User', person.displayName, properties, {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
  });
}

/** Olga changed Bob's department: an entry as Graph v1.0 serves it. Overrides replace whole properties. */
export function auditRecord(overrides: JsonRecord = {}): JsonRecord {
  return {
    id: 'Directory_c0000000-0000-4000-8000-000000000001_ABCDE_1',
    category: 'UserManagement',
    correlationId: 'c0000000-0000-4000-8000-000000000001',
    result: 'success',
    resultReason: '',
    activityDisplayName: 'Update user',
    activityDateTime: noon.toISOString(),
    loggedByService: 'Core Directory',
    operationType: 'Update',
    initiatedBy: { app: null, user: { ...olga, ipAddress: '203.0.113.7' } },
    targetResources: [targetUser(bob, [changed('Department', ['Sales'], ['Marketing'])])],
    additionalDetails: [],
    ...overrides,
  };
}

/** The same, read as the bot reads it. */
export function audit(overrides: JsonRecord = {}): DirectoryAudit {
  const read = toDirectoryAudit(auditRecord(overrides));
  if (read === undefined) throw new Error('This record has no id or no time.');
  return read;
}
