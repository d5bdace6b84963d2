import type { Enricher } from '../../src/alerts/enrich.ts';
import { withChanges } from '../../src/alerts/enrich-changes.ts';
import { createJumpExplainer, type ExplainDeps } from '../../src/alerts/explain-jump.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { auditRecord, changed, target, targetUser } from '../audit-builders.ts';
import { policy, policyRecord } from '../builders.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { createFakeDirectoryAuditLog } from '../fakes/directory-audit-log.ts';
import { createFakePolicies } from '../fakes/policies.ts';
import { enricherIn } from './around.ts';
import { atMinute, tenantId } from './builders.ts';
import { never, type World } from './world.ts';

/** As the records of `blocked` name it. */
export const policyId = 'id-of-Require MFA';
export const groupId = '96000000-0000-4000-8000-000000000001';
export const locationId = '10c00000-0000-4000-8000-000000000001';

const conditions = {
  ...(policyRecord().conditions as JsonRecord),
  users: { includeUsers: [], includeGroups: [groupId] },
  locations: { includeLocations: ['All'], excludeLocations: [locationId] },
};
const asItWas = policyRecord({ id: policyId, displayName: 'Require MFA', conditions });
const asItIs = {
  ...asItWas,
  grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] },
};

const auditAt = (minute: number, id: string, more: JsonRecord) =>
  auditRecord({ id, activityDateTime: atMinute(minute).toISOString(), ...more });

/** Olga changed the policy: by default it demands a compliant device since. */
export function policyChange(minute: number, before: JsonRecord = {}, id = 'Policy_1'): JsonRecord {
  const change = changed('ConditionalAccessPolicy', { ...asItWas, ...before }, asItIs);
  return auditAt(minute, id, {
    category: 'Policy',
    activityDisplayName: 'Update conditional access policy',
    targetResources: [target('Policy', 'Require MFA', [change], { id: policyId })],
  });
}

/** Olga added somebody to the policy's group. */
export function memberAdded(minute: number, name: string, id = `Member_${name}`): JsonRecord {
  const person = { id: `id-of-${name}`, displayName: name, userPrincipalName: `${name}@x.example` };
  return auditAt(minute, id, {
    category: 'GroupManagement',
    activityDisplayName: 'Add member to group',
    targetResources: [
      targetUser(person, [changed('Group.DisplayName', undefined, 'Finance')]),
      target('Group', 'Finance', [], { id: groupId }),
    ],
  });
}

/** Olga changed a named location that the policy excludes. */
export function locationChanged(minute: number, id = 'Location_1'): JsonRecord {
  const ranges = changed('NamedLocation', { ipRanges: ['a/27'] }, { ipRanges: ['a/26'] });
  return auditAt(minute, id, {
    category: 'Policy',
    activityDisplayName: 'Update named location',
    targetResources: [target('Other', 'Offices', [ranges], { id: locationId })],
  });
}

/** A tenant whose log of changes holds these, and whose policy is as Olga left it. */
export function changesIn(records: readonly JsonRecord[] = []) {
  const audits = createFakeDirectoryAuditLog(records);
  const policies = createFakePolicies([policy(asItIs)]);
  return { audits, policies, directory: createFakeDirectory({ people: [] }) };
}

export function explainerIn(
  world: World,
  sources: Pick<ExplainDeps, 'audits' | 'policies' | 'directory'>,
  change: Partial<ExplainDeps> = {},
) {
  const { clock, log, store } = world;
  return createJumpExplainer({
    tenantId,
    jumps: store.jumps,
    alerts: store.alerts,
    clock,
    log,
    patience: () => never,
    limit: () => never,
    ...sources,
    ...change,
  });
}

export function enricherWithChanges(
  world: World,
  sources: Pick<ExplainDeps, 'audits' | 'policies' | 'directory'>,
  change: Partial<ExplainDeps> = {},
): Enricher {
  return withChanges(enricherIn(world), explainerIn(world, sources, change));
}
