import { isJsonObject, type JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import type { Tenant } from '../tenant.ts';
import { parseSearch, SearchError } from '../user-search.ts';
import {
  contextOf,
  GraphFailure,
  type GraphRequest,
  type GraphResponse,
  notFound,
} from './graph-message.ts';
import { filterObjects, objectPage } from './object-list.ts';
import { requireDirectoryAccess, requireLogAccess, requirePremium } from './permissions.ts';
import { allowOptions, badDirectoryRequest, project, readSelect } from './query-options.ts';
import { signInActivityOf } from './sign-in-activity.ts';

const usual = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];
const onDemand = [
  'accountEnabled',
  'ageGroup',
  'city',
  'companyName',
  'country',
  'createdDateTime',
  'creationType',
  'deletedDateTime',
  'department',
  'employeeId',
  'externalUserState',
  'mailNickname',
  'onPremisesSyncEnabled',
  'otherMails',
  'proxyAddresses',
  'signInActivity',
  'usageLocation',
  'userType',
];
const filterable = [
  'id',
  'displayName',
  'userPrincipalName',
  'mail',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'userType',
  'mailNickname',
];

function asUser(person: Person): JsonObject {
  return {
    id: person.id,
    businessPhones: [],
    displayName: person.displayName,
    givenName: person.givenName,
    jobTitle: person.jobTitle,
    mail: person.mail,
    mobilePhone: null,
    officeLocation: person.userType === 'Guest' ? null : 'Berlin',
    preferredLanguage: null,
    surname: person.surname,
    userPrincipalName: person.userPrincipalName,
    accountEnabled: person.accountEnabled,
    companyName: person.userType === 'Guest' ? person.homeTenantName : 'Fabrikam',
    createdDateTime: person.createdDateTime,
    creationType: person.userType === 'Guest' ? 'Invitation' : null,
    department: person.department,
    externalUserState: person.userType === 'Guest' ? 'Accepted' : null,
    mailNickname: person.userPrincipalName.split('@')[0] ?? null,
    usageLocation: 'DE',
    userType: person.userType,
  };
}

function viewer(request: GraphRequest, tenant: Tenant): (user: JsonObject) => JsonObject {
  const asked = readSelect(request, 'user', [...usual, ...onDemand]);
  const names = asked ?? (request.version === 'v1.0' ? usual : undefined);
  if (!asked?.includes('signInActivity')) return (user) => project(user, names);
  requireLogAccess(tenant);
  requirePremium(tenant);
  const activity = signInActivityOf(tenant);
  return (user) => project({ ...user, signInActivity: activity.get(String(user.id)) }, names);
}

function search(request: GraphRequest, users: readonly JsonObject[]): readonly JsonObject[] {
  const text = request.query.get('$search');
  if (text === null) return users;
  if (request.headers.consistencylevel?.toLowerCase() !== 'eventual') {
    throw new GraphFailure(
      400,
      'Request_UnsupportedQuery',
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  try {
    return users.filter(parseSearch(text));
  } catch (error) {
    if (error instanceof SearchError) throw badDirectoryRequest(error.message);
    throw error;
  }
}

/** `GET /users`, with `$search` for those who send `ConsistencyLevel: eventual`. */
export function listUsers(request: GraphRequest, tenant: Tenant): GraphResponse {
  requireDirectoryAccess(tenant, 'User.Read.All');
  allowOptions(
    request,
    ['$filter', '$search', '$top', '$select', '$count', '$orderby', '$skiptoken'],
    badDirectoryRequest,
  );
  const order = request.query.get('$orderby');
  if (order !== null && !/^(displayName|userPrincipalName)( asc| desc)?$/.test(order)) {
    throw new GraphFailure(
      400,
      'Request_UnsupportedQuery',
      `Sorting by '${order}' is not supported.`,
    );
  }
  const users = search(request, tenant.people.map(asUser));
  const filtered = [...filterObjects(request, users, filterable, ['accountEnabled'])];
  if (order !== null) {
    const [name = 'displayName', direction] = order.split(' ');
    filtered.sort((a, b) => String(a[name]).localeCompare(String(b[name])));
    if (direction === 'desc') filtered.reverse();
  }
  return objectPage(request, 'users', filtered, viewer(request, tenant));
}

function personOf(tenant: Tenant, idOrName: string): Person {
  const person = tenant.findPerson(idOrName);
  if (person === undefined) throw notFound(idOrName);
  return person;
}

/** `GET /users/{id or user principal name}`. */
export function getUser(request: GraphRequest, tenant: Tenant, idOrName: string): GraphResponse {
  requireDirectoryAccess(tenant, 'User.Read.All');
  const user = viewer(request, tenant)(asUser(personOf(tenant, idOrName)));
  return { status: 200, body: { '@odata.context': contextOf(request, 'users/$entity'), ...user } };
}

/** `POST /users/{id}/checkMemberObjects`: which of up to twenty role templates and groups are held. */
export function checkMemberObjects(
  request: GraphRequest,
  tenant: Tenant,
  idOrName: string,
): GraphResponse {
  requireDirectoryAccess(tenant, 'User.Read.All');
  const ids = isJsonObject(request.body) ? request.body.ids : undefined;
  if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string')) {
    throw badDirectoryRequest(
      "A value is required for property 'ids' of type 'Collection(Edm.String)'.",
    );
  }
  if (ids.length > 20) {
    throw badDirectoryRequest('The number of ids exceeds the maximum allowed number of 20.');
  }
  const held = tenant.memberships(personOf(tenant, idOrName));
  const value = ids.filter((id) => held.has(String(id).toLowerCase()));
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, 'Collection(Edm.String)'), value },
  };
}
