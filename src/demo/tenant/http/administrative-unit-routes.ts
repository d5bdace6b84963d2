import { administrativeUnits, isInUnit } from '../administrative-units.ts';
import type { Tenant } from '../tenant.ts';
import { contextOf, type GraphRequest, type GraphResponse, notFound } from './graph-message.ts';
import { objectPage } from './object-list.ts';
import { requireDirectoryAccess } from './permissions.ts';
import { project } from './query-options.ts';

function unitOf(id: string) {
  const unit = administrativeUnits.find((one) => one.id === id.toLowerCase());
  if (unit === undefined) throw notFound(id);
  return unit;
}

/** `GET /directory/administrativeUnits/{id}`. */
export function answerAdministrativeUnit(
  request: GraphRequest,
  tenant: Tenant,
  id: string,
): GraphResponse {
  requireDirectoryAccess(tenant, 'AdministrativeUnit.Read.All');
  const { displayName, ...unit } = unitOf(id);
  const whole = { id: unit.id, displayName, description: null, visibility: null };
  const names = request.query.get('$select')?.split(',');
  const context = contextOf(request, 'directory/administrativeUnits/$entity');
  return { status: 200, body: { '@odata.context': context, ...project(whole, names) } };
}

/** `GET /directory/administrativeUnits/{id}/members/microsoft.graph.user`: users in the unit itself. */
export function listUnitMembers(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  requireDirectoryAccess(tenant, 'AdministrativeUnit.Read.All');
  const unit = unitOf(id);
  const people = tenant.people
    .filter((person) => isInUnit(unit, person))
    .map(({ id: userId, displayName, userPrincipalName }) => ({
      ...{ id: userId, displayName, userPrincipalName },
    }));
  const names = request.query.get('$select')?.split(',');
  return objectPage(request, 'users', people, (one) => project(one, names));
}
