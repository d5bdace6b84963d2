import { deletedUsers } from '../deleted-users.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import { riskyUsers } from '../risky-users.ts';
import { roleTitle } from '../role-titles.ts';
import type { Tenant } from '../tenant.ts';
import {
  contextOf,
  GraphFailure,
  type GraphRequest,
  type GraphResponse,
  notFound,
} from './graph-message.ts';
import { objectPage } from './object-list.ts';
import { requireDirectoryAccess } from './permissions.ts';
import {
  allowOptions,
  badDirectoryRequest,
  badRequest,
  project,
  readSelect,
} from './query-options.ts';
import { getUser } from './user-routes.ts';

/** Nobody manages a guest or the head of IT, who manages whoever is first in each department. */
function managerOf(person: Person, people: readonly Person[]): Person | undefined {
  const [head] = people;
  if (person.userType === 'Guest' || person.department === null || person === head)
    return undefined;
  const first = people.find(({ department }) => department === person.department);
  return first === person ? head : first;
}

/** Roles as members; who may not read roles gets nothing but their ids. */
function rolesOf(request: GraphRequest, tenant: Tenant, person: Person): GraphResponse {
  requireDirectoryAccess(tenant, 'User.Read.All', 'GroupMember.Read.All');
  allowOptions(request, ['$select', '$top', '$skiptoken'], badDirectoryRequest);
  const mayTell = tenant.holds('RoleManagement.Read.Directory', 'Directory.Read.All');
  const known = ['displayName', 'description', 'roleTemplateId'];
  const names = readSelect(request, 'directoryRole', ['id', ...known]);
  const held = [...tenant.memberships(person)].flatMap((templateId): JsonObject[] => {
    const title = roleTitle(templateId);
    if (title === undefined) return [];
    const told = { displayName: title, description: null, roleTemplateId: templateId };
    const hidden = { displayName: null, description: null, roleTemplateId: null };
    return [{ id: `d1${templateId.slice(2)}`, ...(mayTell ? told : hidden) }];
  });
  return objectPage(request, 'directoryObjects', held, (role) => project(role, names));
}

/** `GET /users/{id}/manager` and `…/transitiveMemberOf/microsoft.graph.directoryRole`. */
export function answerUserDetail(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [, idOrName = '', detail, cast, more] = request.path;
  const person = tenant.findPerson(idOrName);
  const isManager = detail === 'manager' && cast === undefined;
  const isRoles =
    detail === 'transitiveMemberOf' && cast === 'microsoft.graph.directoryRole' && !more;
  if (!isManager && !isRoles) return undefined;
  requireDirectoryAccess(tenant, 'User.Read.All');
  if (person === undefined) throw notFound(idOrName);
  if (isRoles) return rolesOf(request, tenant, person);
  const manager = managerOf(person, tenant.people);
  if (manager === undefined) throw notFound('manager');
  return getUser(request, tenant, manager.id);
}

function requireRiskAccess(tenant: Tenant): void {
  if (!tenant.holds('IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All')) {
    throw new GraphFailure(
      403,
      'Forbidden',
      'You cannot perform the requested operation, required scopes are missing in the token.',
    );
  }
  if (tenant.licence !== 'P2') {
    throw new GraphFailure(403, 'Forbidden', 'Your tenant is not licensed for this feature.');
  }
}

/** `GET /identityProtection/riskyUsers` and one of them, which takes no query options. */
export function answerRiskyUsers(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [, kind, id, more] = request.path;
  if (kind !== 'riskyUsers' || more !== undefined) return undefined;
  requireRiskAccess(tenant);
  const all = riskyUsers(tenant.people, tenant.startMs);
  if (id === undefined) return objectPage(request, 'riskyUsers', all, (one) => one);
  allowOptions(request, [], badRequest);
  const found = all.find((one) => one.id === id.toLowerCase());
  if (found === undefined) throw notFound(id);
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, 'riskyUsers/$entity'), ...found },
  };
}

const deletedProperties = ['id', 'displayName', 'userPrincipalName', 'mail', 'deletedDateTime'];

/** `GET /directory/deletedItems/microsoft.graph.user` and `…/{id}`, which is no user before it is answered. */
export function answerDeletedItems(
  request: GraphRequest,
  tenant: Tenant,
): GraphResponse | undefined {
  const [, kind, which, more] = request.path;
  if (kind !== 'deletedItems' || which === undefined || more !== undefined) return undefined;
  requireDirectoryAccess(tenant, 'User.Read.All');
  const all = deletedUsers(tenant.startMs);
  if (which === 'microsoft.graph.user') {
    allowOptions(request, ['$select', '$top', '$skiptoken', '$count'], badDirectoryRequest);
    const names = readSelect(request, 'user', deletedProperties);
    return objectPage(request, 'users', all, (one) => project(one, names));
  }
  readSelect(request, 'directoryObject', ['id', 'deletedDateTime']);
  const found = all.find((one) => one.id === which.toLowerCase());
  if (found === undefined) throw notFound(which);
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, 'directoryObjects/$entity'), ...found },
  };
}
