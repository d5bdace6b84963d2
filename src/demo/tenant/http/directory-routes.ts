import type { App } from '../apps.ts';
import { type Group, withParents } from '../groups.ts';
import { domain, tenantId, tenantName } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import type { Tenant } from '../tenant.ts';
import { contextOf, type GraphRequest, type GraphResponse, notFound } from './graph-message.ts';
import { filterObjects, objectPage } from './object-list.ts';
import { requireDirectoryAccess } from './permissions.ts';
import { project } from './query-options.ts';

function asGroup(group: Group): JsonObject {
  return {
    id: group.id,
    displayName: group.displayName,
    description: group.description,
    groupTypes: [],
    mailEnabled: false,
    mailNickname: group.id.slice(-4),
    securityEnabled: true,
    visibility: null,
  };
}

function asServicePrincipal(app: App): JsonObject {
  return {
    id: app.servicePrincipalId,
    appId: app.id,
    displayName: app.displayName,
    appOwnerOrganizationId: app.ownerTenantId,
    accountEnabled: true,
    servicePrincipalType: app.use === 'managedIdentity' ? 'ManagedIdentity' : 'Application',
  };
}

function selection(request: GraphRequest): (object: JsonObject) => JsonObject {
  const names = request.query.get('$select')?.split(',');
  return (object) => project(object, names);
}

function one(
  request: GraphRequest,
  entity: string,
  objects: readonly JsonObject[],
  id: string,
): GraphResponse {
  const object = objects.find((candidate) => candidate.id === id.toLowerCase());
  if (object === undefined) throw notFound(id);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, `${entity}/$entity`),
      ...selection(request)(object),
    },
  };
}

/** `GET /groups` and `GET /groups/{id}`. */
export function answerGroups(
  request: GraphRequest,
  tenant: Tenant,
  id: string | undefined,
): GraphResponse {
  requireDirectoryAccess(tenant, 'GroupMember.Read.All', 'Group.Read.All');
  const all = tenant.groups.map(asGroup);
  if (id !== undefined) return one(request, 'groups', all, id);
  return objectPage(
    request,
    'groups',
    filterObjects(request, all, ['id', 'displayName']),
    selection(request),
  );
}

/** `GET /groups/{id}/transitiveMembers`: users of the group and of the groups in it; those groups too. */
export function listGroupMembers(
  request: GraphRequest,
  tenant: Tenant,
  groupId: string,
): GraphResponse {
  requireDirectoryAccess(tenant, 'GroupMember.Read.All', 'Group.Read.All');
  const id = groupId.toLowerCase();
  if (!tenant.groups.some((group) => group.id === id)) throw notFound(groupId);
  const people = tenant.people
    .filter((person) => tenant.memberships(person).has(id))
    .map((person) => ({
      '@odata.type': '#microsoft.graph.user',
      id: person.id,
      displayName: person.displayName,
      userPrincipalName: person.userPrincipalName,
    }));
  const inner = tenant.groups
    .filter((group) => group.id !== id && withParents([group.id]).has(id))
    .map((group) => ({ '@odata.type': '#microsoft.graph.group', ...asGroup(group) }));
  const names = request.query.get('$select')?.split(',');
  return objectPage(request, 'directoryObjects', [...inner, ...people], (object) =>
    project(object, names === undefined ? undefined : ['@odata.type', ...names]),
  );
}

/** `GET /servicePrincipals` and `GET /servicePrincipals/{id}`. */
export function answerServicePrincipals(
  request: GraphRequest,
  tenant: Tenant,
  id: string | undefined,
): GraphResponse {
  requireDirectoryAccess(tenant, 'Application.Read.All');
  const all = tenant.apps.map(asServicePrincipal);
  if (id !== undefined) return one(request, 'servicePrincipals', all, id);
  return objectPage(
    request,
    'servicePrincipals',
    filterObjects(request, all, ['id', 'appId', 'displayName']),
    selection(request),
  );
}

/** `GET /organization`: one entry, whose plans tell the licence. */
export function listOrganization(request: GraphRequest, tenant: Tenant): GraphResponse {
  requireDirectoryAccess(tenant, 'Organization.Read.All', 'User.Read.All');
  const plan = (servicePlanId: string): JsonObject => ({
    assignedDateTime: '2024-01-01T00:00:00Z',
    capabilityStatus: 'Enabled',
    service: 'AADPremiumService',
    servicePlanId,
  });
  const p1 = plan('41781fb2-bc02-4b7c-bd55-b576c07bb09d');
  const p2 = plan('eec0eb4f-6444-4f95-aba0-50c24d67f998');
  const organization: JsonObject = {
    id: tenantId,
    displayName: tenantName,
    countryLetterCode: 'DE',
    tenantType: 'AAD',
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: false,
        name: domain,
        type: 'Managed',
      },
    ],
    assignedPlans: { free: [], P1: [p1], P2: [p1, p2] }[tenant.licence],
  };
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'organization'),
      value: [selection(request)(organization)],
    },
  };
}

const servicePlans = {
  AAD_PREMIUM: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  AAD_PREMIUM_P2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  M365_AUDIT_PLATFORM: 'f6de4823-28fa-440b-b886-4783fa86ddba',
  M365_ADVANCED_AUDITING: '2f442157-a11c-46b9-ae5b-6e39ff4e5849',
} as const;
type ServicePlan = keyof typeof servicePlans;

const products: Readonly<Record<Tenant['licence'], readonly [string, readonly ServicePlan[]]>> = {
  free: ['O365_BUSINESS_ESSENTIALS', ['EXCHANGE_S_STANDARD']],
  P1: ['SPE_E3', ['AAD_PREMIUM', 'EXCHANGE_S_ENTERPRISE', 'M365_AUDIT_PLATFORM']],
  P2: [
    'SPE_E5',
    [
      'AAD_PREMIUM',
      'AAD_PREMIUM_P2',
      'EXCHANGE_S_ENTERPRISE',
      'M365_AUDIT_PLATFORM',
      'M365_ADVANCED_AUDITING',
    ],
  ],
};

/** `GET /subscribedSkus`: the product that the tenant pays for, and one that has run out. */
export function listSubscribedSkus(request: GraphRequest, tenant: Tenant): GraphResponse {
  requireDirectoryAccess(tenant, 'LicenseAssignment.Read.All', 'Organization.Read.All');
  const sku = (
    name: string,
    plans: readonly ServicePlan[],
    [enabled, consumed, state]: readonly [number, number, string],
  ): JsonObject => ({
    accountName: tenantName,
    appliesTo: 'User',
    capabilityStatus: state,
    consumedUnits: consumed,
    skuPartNumber: name,
    prepaidUnits: { enabled, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: plans.map((plan) => ({
      servicePlanId: servicePlans[plan],
      servicePlanName: plan,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  });
  const [name, plans] = products[tenant.licence];
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'subscribedSkus'),
      value: [
        sku(name, plans, [70, 52, 'Enabled']),
        sku('ENTERPRISEPREMIUM', ['M365_ADVANCED_AUDITING'], [0, 0, 'Suspended']),
      ],
    },
  };
}
