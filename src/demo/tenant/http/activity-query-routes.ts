import type { ActivityService } from '../activity/activity-row.ts';
import { type AuditSearch, statusAt } from '../activity/audit-search.ts';
import { graphRecord } from '../activity/graph-record.ts';
import {
  DefinitionError,
  type QueryDefinition,
  readDefinition,
} from '../activity/query-definition.ts';
import type { JsonObject } from '../json.ts';
import { mixNumbers } from '../random.ts';
import type { Tenant } from '../tenant.ts';
import { contextOf, GraphFailure, type GraphRequest, type GraphResponse } from './graph-message.ts';
import { requireActivityAccess } from './permissions.ts';
import { allowOptions, badRequest, readTop } from './query-options.ts';
import { nextLink, readSkipToken } from './skip-token.ts';

const entity = 'security/auditLog/queries';
const usualPage = 150;
const maxPage = 1000;

function isoSeconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

function noSearch(id: string): GraphFailure {
  return new GraphFailure(404, 'NotFound', `The audit log query '${id}' was not found.`);
}

function definitionView(definition: QueryDefinition): JsonObject {
  const { lists } = definition;
  return {
    displayName: definition.displayName,
    filterStartDateTime: isoSeconds(definition.startMs),
    filterEndDateTime: isoSeconds(definition.endMs),
    recordTypeFilters: [...lists.recordTypeFilters],
    keywordFilter: definition.keyword,
    serviceFilters: [...lists.serviceFilters],
    operationFilters: [...lists.operationFilters],
    userPrincipalNameFilters: [...lists.userPrincipalNameFilters],
    ipAddressFilters: [...lists.ipAddressFilters],
    objectIdFilters: [...lists.objectIdFilters],
    administrativeUnitIdFilters: [...lists.administrativeUnitIdFilters],
  };
}

/** The search as Graph shows it; the three counts are null until it has succeeded. */
function searchView(tenant: Tenant, search: AuditSearch, nowMs: number): JsonObject {
  const found = tenant.activity.found(search, nowMs);
  return {
    id: search.id,
    ...definitionView(search.definition),
    status: statusAt(search, nowMs),
    isRecordCountLimitExceeded: found?.isLimitExceeded ?? null,
    recordCountLimit: found ? tenant.activity.settings.recordCountLimit : null,
    approximateReturnedRecordCount: found?.rows.length ?? null,
  };
}

/** Auditing that is off shows as a 400 whose message is JSON, or as that JSON itself. */
function auditingOff(topLevel: boolean): GraphResponse {
  const status = {
    Status: 'AuditingDisabledTenant',
    Message: 'Unified auditing is disabled for this tenant.',
  };
  if (topLevel) return { status: 400, body: status };
  throw new GraphFailure(400, 'UnknownError', JSON.stringify(status));
}

function refuseTooMany(tenant: Tenant, nowMs: number): void {
  const refusal = tenant.throttle ? tenant.activity.refuse(nowMs) : undefined;
  if (refusal === undefined) return;
  const headers: Record<string, string> = tenant.activity.settings.saysRetryAfter
    ? { 'retry-after': String(refusal.retryAfterSeconds) }
    : {};
  const message =
    refusal.reason === 'day'
      ? 'The tenant has submitted too many audit log queries in the last 24 hours.'
      : 'The tenant has too many audit log queries that are queued or running.';
  throw new GraphFailure(429, 'TooManyRequests', message, headers);
}

function definitionOf(request: GraphRequest): QueryDefinition {
  try {
    return readDefinition(request.body);
  } catch (error) {
    if (error instanceof DefinitionError) throw badRequest(error.message);
    throw error;
  }
}

function submit(
  request: GraphRequest,
  tenant: Tenant,
  services: ReadonlySet<ActivityService> | undefined,
): GraphResponse {
  const { auditing } = tenant.activity.settings;
  const definition = definitionOf(request);
  if (auditing !== 'on') return auditingOff(auditing === 'off-top-level');
  const nowMs = tenant.now().getTime();
  refuseTooMany(tenant, nowMs);
  const about = `POST /${request.version}/${entity} ${JSON.stringify(request.body)}`;
  const faults = tenant.faults.takeForSearch(about);
  const search = tenant.activity.submit({ definition, services, faults, nowMs });
  return {
    status: 201,
    body: {
      '@odata.context': contextOf(request, `${entity}/$entity`),
      ...searchView(tenant, search, nowMs),
      status: 'notStarted',
    },
  };
}

function list(request: GraphRequest, tenant: Tenant, nowMs: number): GraphResponse {
  allowOptions(request, [], badRequest);
  const value = tenant.activity.searches.map((search) => searchView(tenant, search, nowMs));
  return { status: 200, body: { '@odata.context': contextOf(request, entity), value } };
}

function listRecords(
  request: GraphRequest,
  tenant: Tenant,
  search: AuditSearch,
  nowMs: number,
): GraphResponse {
  allowOptions(request, ['$top', '$skiptoken'], badRequest);
  const top = readTop(request, maxPage, usualPage, badRequest);
  const from = readSkipToken(request)?.seq ?? 0;
  const { settings } = tenant.activity;
  const found = tenant.activity.found(search, nowMs);
  if (found === undefined && settings.earlyRecords === 'refused') {
    throw badRequest(`The audit log query '${search.id}' is not in the succeeded state.`);
  }
  const rows = found?.rows ?? [];
  const isUnstable = search.faults.has('query-unstable');
  const enumCase = settings.enumCase ?? (request.version === 'beta' ? 'PascalCase' : 'camelCase');
  const value = rows
    .slice(from, from + top)
    .filter((row) => !isUnstable || mixNumbers(row.seq, nowMs, 75) % 10 > 0)
    .map((row) => graphRecord(row, enumCase));
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, `${entity}('${search.id}')/records`),
      ...(from + top < rows.length && {
        '@odata.nextLink': nextLink(request, { atMs: 0, seq: from + top }),
      }),
      value,
    },
  };
}

function answerSearch(
  request: GraphRequest,
  tenant: Tenant,
  id: string,
  nowMs: number,
): GraphResponse | undefined {
  const more = request.path[4];
  const search = tenant.activity.search(id);
  if (search === undefined) throw noSearch(id);
  if (request.method === 'DELETE' && more === undefined) {
    tenant.activity.remove(id);
    return { status: 204 };
  }
  if (request.method !== 'GET') return undefined;
  if (more === 'records') return listRecords(request, tenant, search, nowMs);
  if (more !== undefined) return undefined;
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, `${entity}/$entity`),
      ...searchView(tenant, search, nowMs),
    },
  };
}

function isServed(request: GraphRequest, tenant: Tenant): boolean {
  const { servesV1, servesBeta } = tenant.activity.settings;
  return request.version === 'beta' ? servesBeta : servesV1;
}

/** `/security/auditLog/queries` and what is under it; undefined for paths that are not there. */
export function answerAuditSearches(
  request: GraphRequest,
  tenant: Tenant,
): GraphResponse | undefined {
  const [, second, third, id, , more] = request.path;
  if (second !== 'auditLog') return undefined;
  if (!isServed(request, tenant))
    throw badRequest("Resource not found for the segment 'auditLog'.");
  if (third !== 'queries' || more !== undefined) return undefined;
  const services = requireActivityAccess(tenant);
  const nowMs = tenant.now().getTime();
  if (id !== undefined) return answerSearch(request, tenant, id, nowMs);
  if (request.method === 'POST') return submit(request, tenant, services);
  return request.method === 'GET' ? list(request, tenant, nowMs) : undefined;
}
