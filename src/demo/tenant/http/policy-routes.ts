import type { JsonObject } from '../json.ts';
import type { Tenant } from '../tenant.ts';
import { contextOf, GraphFailure, type GraphRequest, type GraphResponse } from './graph-message.ts';
import { filterObjects, objectPage } from './object-list.ts';
import { requirePolicyAccess } from './permissions.ts';
import { allowOptions, badRequest, project } from './query-options.ts';

function select(request: GraphRequest): (object: JsonObject) => JsonObject {
  const names = request.query.get('$select')?.split(',');
  return (object) => project(object, names);
}

/** Policies or named locations, as a list or one by its id. */
export function answerConditionalAccess(
  request: GraphRequest,
  tenant: Tenant,
  kind: 'policies' | 'namedLocations',
  id: string | undefined,
): GraphResponse {
  requirePolicyAccess(tenant);
  const entity = `identity/conditionalAccess/${kind}`;
  const all: readonly JsonObject[] = tenant[kind];
  if (id === undefined) {
    allowOptions(request, ['$filter', '$select', '$top', '$skiptoken', '$count'], badRequest);
    return objectPage(
      request,
      entity,
      filterObjects(request, all, ['id', 'displayName', 'state']),
      select(request),
    );
  }
  allowOptions(request, ['$select'], badRequest);
  const found = all.find((one) => one.id === id);
  if (found === undefined) {
    throw new GraphFailure(404, 'NotFound', `${id} could not be found in the directory.`);
  }
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, `${entity}/$entity`), ...select(request)(found) },
  };
}
