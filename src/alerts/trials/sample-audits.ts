import type { JsonRecord } from '../../domain/record.ts';
import { sampleUser } from './sample-sign-ins.ts';

const sampleAdmin = {
  id: '5a3b1e00-0000-4000-8000-000000000002',
  displayName: 'Ada Sample',
  userPrincipalName: 'ada.sample@example.com',
  ipAddress: '203.0.113.43',
};

/** A property before and after, as the log writes it: JSON text inside a string. */
export function changedFrom(displayName: string, before: unknown, after: unknown): JsonRecord {
  const written = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return { displayName, oldValue: written(before), newValue: written(after) };
}

/** What it was done to. */
export function sampleTarget(
  type: string,
  displayName: string,
  modifiedProperties: readonly JsonRecord[] = [],
): JsonRecord {
  const id = '5a3b1e00-0000-4000-8000-0000000000b1';
  return { id, displayName, type, userPrincipalName: null, modifiedProperties };
}

/** The sample's user as what it was done to. */
export function sampleTargetUser(modifiedProperties: readonly JsonRecord[] = []): JsonRecord {
  return {
    ...sampleTarget('User', sampleUser.name, modifiedProperties),
    id: sampleUser.id,
    userPrincipalName: sampleUser.userPrincipalName,
  };
}

interface Entry {
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly reason?: string;
  readonly targets: readonly JsonRecord[];
  readonly details?: readonly JsonRecord[];
}

/** An entry of the directory audit log by nobody, as Graph serves it; id and time are the caller's. */
export function sampleAudit({
  activity,
  category,
  service,
  reason = '',
  targets,
  details = [],
}: Entry): JsonRecord {
  return {
    category,
    result: 'success',
    resultReason: reason,
    activityDisplayName: activity,
    loggedByService: service,
    operationType: 'Update',
    initiatedBy: { app: null, user: sampleAdmin },
    targetResources: targets,
    additionalDetails: details,
  };
}
