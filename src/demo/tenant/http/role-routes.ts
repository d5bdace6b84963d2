import { roleTemplates } from '../identities.ts';
import { roleTitle } from '../role-titles.ts';
import type { Tenant } from '../tenant.ts';
import type { GraphRequest, GraphResponse } from './graph-message.ts';
import { objectPage } from './object-list.ts';
import { requireDirectoryAccess } from './permissions.ts';
import { allowOptions, badDirectoryRequest } from './query-options.ts';

/** `GET /roleManagement/directory/roleDefinitions`: the roles that people here hold. */
export function listRoleDefinitions(
  request: GraphRequest,
  tenant: Tenant,
): GraphResponse | undefined {
  if (request.path.join('/') !== 'roleManagement/directory/roleDefinitions') return undefined;
  requireDirectoryAccess(tenant, 'RoleManagement.Read.Directory', 'RoleManagement.Read.All');
  allowOptions(request, ['$top', '$skiptoken'], badDirectoryRequest);
  const roles = Object.values(roleTemplates).map((id) => ({
    id,
    displayName: roleTitle(id) ?? id,
    isBuiltIn: true,
    isEnabled: true,
    templateId: id,
  }));
  return objectPage(request, 'roleManagement/directory/roleDefinitions', roles, (role) => role);
}
