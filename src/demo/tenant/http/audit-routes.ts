import { auditTable } from '../filter/audit-table.ts';
import type { Tenant } from '../tenant.ts';
import { contextOf, GraphFailure, type GraphRequest, type GraphResponse } from './graph-message.ts';
import { answerLogPage } from './log-page.ts';
import { requireLogAccess } from './permissions.ts';
import { project, readSelect } from './query-options.ts';

const properties = [
  'id',
  'category',
  'correlationId',
  'result',
  'resultReason',
  'activityDisplayName',
  'activityDateTime',
  'loggedByService',
  'operationType',
  'initiatedBy',
  'targetResources',
  'additionalDetails',
];

/** `GET /auditLogs/directoryAudits`: there without a premium licence too, but for seven days only. */
export function listDirectoryAudits(request: GraphRequest, tenant: Tenant): GraphResponse {
  requireLogAccess(tenant);
  const names = readSelect(request, 'directoryAudit', properties);
  return answerLogPage({
    request,
    entity: 'auditLogs/directoryAudits',
    log: tenant.audits,
    table: auditTable,
    timeProperty: 'activityDateTime',
    now: tenant.now(),
    retentionDays: tenant.retentionDays,
    maxScanned: tenant.scanLimit,
    includes: () => true,
    view: (row) => project(row.record, names),
  });
}

/** `GET /auditLogs/directoryAudits/{id}`. */
export function getDirectoryAudit(
  request: GraphRequest,
  tenant: Tenant,
  id: string,
): GraphResponse {
  requireLogAccess(tenant);
  const row = tenant.audits.get(id);
  if (!row || row.visibleAtMs > tenant.now().getTime()) {
    throw new GraphFailure(404, 'NotFound', `The directory audit '${id}' was not found.`);
  }
  const record = project(row.record, readSelect(request, 'directoryAudit', properties));
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, 'auditLogs/directoryAudits/$entity'), ...record },
  };
}
