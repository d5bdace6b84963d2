import type { Tenant } from '../tenant.ts';
import { answerAuditSearches } from './activity-query-routes.ts';
import { getDirectoryAudit, listDirectoryAudits } from './audit-routes.ts';
import {
  answerGroups,
  answerServicePrincipals,
  listGroupMembers,
  listOrganization,
  listSubscribedSkus,
} from './directory-routes.ts';
import {
  failureResponse,
  GraphFailure,
  type GraphRequest,
  type GraphResponse,
} from './graph-message.ts';
import { answerConditionalAccess } from './policy-routes.ts';
import { getSignIn, listSignIns } from './sign-in-routes.ts';
import type { Throttle } from './throttle.ts';
import { answerDeletedItems, answerRiskyUsers, answerUserDetail } from './user-detail-routes.ts';
import { checkMemberObjects, getUser, listUsers } from './user-routes.ts';

function unknownSegment(request: GraphRequest): GraphFailure {
  return new GraphFailure(
    400,
    'BadRequest',
    `Resource not found for the segment '${request.path.at(-1) ?? ''}'.`,
  );
}

function answerLogs(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [, log, id, more] = request.path;
  if (more !== undefined) return undefined;
  if (log === 'signIns')
    return id === undefined ? listSignIns(request, tenant) : getSignIn(request, tenant, id);
  if (log !== 'directoryAudits') return undefined;
  return id === undefined
    ? listDirectoryAudits(request, tenant)
    : getDirectoryAudit(request, tenant, id);
}

function answerGroup(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [, id, part, more] = request.path;
  if (part === undefined) return answerGroups(request, tenant, id);
  const isList = part === 'transitiveMembers' && id !== undefined && more === undefined;
  return isList ? listGroupMembers(request, tenant, id) : undefined;
}

/** What there is one of in a tenant. */
function answerTenantWide(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [first, second] = request.path;
  if (first === 'organization') return listOrganization(request, tenant);
  const isProducts = first === 'subscribedSkus' && second === undefined;
  return isProducts ? listSubscribedSkus(request, tenant) : undefined;
}

function answerGet(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [first, second, third, fourth] = request.path;
  if (first === 'auditLogs') return answerLogs(request, tenant);
  if (first === 'identity' && second === 'conditionalAccess') {
    return third === 'policies' || third === 'namedLocations'
      ? answerConditionalAccess(request, tenant, third, fourth)
      : undefined;
  }
  if (first === 'users' && third !== undefined) return answerUserDetail(request, tenant);
  if (first === 'groups') return answerGroup(request, tenant);
  if (first === 'identityProtection') return answerRiskyUsers(request, tenant);
  if (first === 'directory') return answerDeletedItems(request, tenant);
  if (third !== undefined) return undefined;
  switch (first) {
    case 'users':
      return second === undefined ? listUsers(request, tenant) : getUser(request, tenant, second);
    case 'servicePrincipals':
      return answerServicePrincipals(request, tenant, second);
    default:
      return answerTenantWide(request, tenant);
  }
}

function answerPost(request: GraphRequest, tenant: Tenant): GraphResponse | undefined {
  const [first, second, third, fourth] = request.path;
  const isCheck = first === 'users' && third === 'checkMemberObjects' && fourth === undefined;
  return isCheck && second !== undefined ? checkMemberObjects(request, tenant, second) : undefined;
}

function limit(request: GraphRequest, tenant: Tenant, throttle: Throttle): void {
  if (!tenant.throttle) return;
  const wait = throttle.refuse(request.path, request.appId, tenant.now().getTime());
  if (wait === undefined) return;
  const headers: Record<string, string> = wait > 0 ? { 'retry-after': String(wait) } : {};
  throw new GraphFailure(
    429,
    'TooManyRequests',
    'This request is throttled. Please try again after the value specified in the Retry-After header.',
    headers,
  );
}

/** Answers one authenticated request; failures become Graph's error JSON here. */
export function answerGraph(
  request: GraphRequest,
  tenant: Tenant,
  throttle: Throttle,
): GraphResponse {
  try {
    limit(request, tenant, throttle);
    const answer =
      request.path[0] === 'security'
        ? answerAuditSearches
        : request.method === 'GET'
          ? answerGet
          : request.method === 'POST'
            ? answerPost
            : undefined;
    const response = answer?.(request, tenant);
    if (response === undefined) throw unknownSegment(request);
    return response;
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return failureResponse(error, request.headers['client-request-id'], tenant.now());
  }
}
