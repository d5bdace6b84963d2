import { signInTable } from '../filter/sign-in-table.ts';
import { asksAbout } from '../filter/syntax.ts';
import type { SignInRow } from '../sign-in-row.ts';
import { type SignInViewer, viewSignIn } from '../sign-in-view.ts';
import type { Tenant } from '../tenant.ts';
import { maySeeDecisions } from './delegated.ts';
import { contextOf, GraphFailure, type GraphRequest, type GraphResponse } from './graph-message.ts';
import { answerLogPage } from './log-page.ts';
import { policyPermissions, requireLogAccess, requirePremium } from './permissions.ts';
import { project, readSelect } from './query-options.ts';
import { betaSignInProperties, v1SignInProperties } from './sign-in-properties.ts';

function viewerOf(request: GraphRequest, tenant: Tenant, now: Date): SignInViewer {
  return {
    version: request.version,
    nowMs: now.getTime(),
    knowsNewEnumMembers: (request.headers.prefer ?? '').includes('include-unknown-enum-members'),
    mayReadPolicies: tenant.holds(...policyPermissions) && maySeeDecisions(request, tenant),
    hasRiskLicence: tenant.licence === 'P2',
  };
}

function selected(request: GraphRequest): string[] | undefined {
  const known = request.version === 'beta' ? betaSignInProperties : v1SignInProperties;
  return readSelect(request, 'signIn', known);
}

function isInteractive(row: SignInRow): boolean {
  return row.about.kind === 'interactiveUser';
}

/** `GET /auditLogs/signIns`: interactive ones only, unless a beta filter asks for other types. */
export function listSignIns(request: GraphRequest, tenant: Tenant): GraphResponse {
  requireLogAccess(tenant);
  requirePremium(tenant);
  const now = tenant.now();
  const viewer = viewerOf(request, tenant, now);
  const names = selected(request);
  return answerLogPage({
    request,
    entity: 'auditLogs/signIns',
    log: tenant.signIns,
    table: signInTable(request.version, viewer),
    timeProperty: 'createdDateTime',
    now,
    retentionDays: tenant.retentionDays,
    maxScanned: tenant.scanLimit,
    includes: (row, filter) =>
      isInteractive(row) || (filter !== undefined && asksAbout(filter, 'signInEventTypes')),
    view: (row) => project(viewSignIn(row, viewer), names),
  });
}

/** `GET /auditLogs/signIns/{id}`. */
export function getSignIn(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  requireLogAccess(tenant);
  requirePremium(tenant);
  const now = tenant.now();
  const row = tenant.signIns.get(id);
  const isThere =
    row && row.visibleAtMs <= now.getTime() && (request.version === 'beta' || isInteractive(row));
  if (!row || !isThere)
    throw new GraphFailure(404, 'NotFound', `The sign-in '${id}' was not found.`);
  const record = project(viewSignIn(row, viewerOf(request, tenant, now)), selected(request));
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, 'auditLogs/signIns/$entity'), ...record },
  };
}
