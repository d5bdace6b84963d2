import { isRecord, textAt } from '../domain/record.ts';
import { roleName } from '../domain/role-templates.ts';
import type { HeldRole } from '../domain/user-profile.ts';
import type { Roles } from '../ports/roles.ts';
import type { GraphClient } from './client.ts';
import { GraphRefusal, toGraphError } from './errors.ts';
import { queryString } from './odata.ts';
import { readPage } from './page.ts';

const query = queryString({ $select: 'id,displayName,roleTemplateId', $top: 100 });

/** Graph gives members it may not tell about with an id and nothing else. */
function toRole(value: unknown): HeldRole {
  const record = isRecord(value) ? value : {};
  const templateId = textAt(record, 'roleTemplateId');
  const name = textAt(record, 'displayName') ?? (templateId && roleName(templateId));
  if (name === undefined) {
    const error = { code: 'Authorization_RequestDenied', message: 'roles come without a name' };
    throw toGraphError(new GraphRefusal(403, { error }), 'roles');
  }
  return { id: textAt(record, 'id') ?? name, name, templateId };
}

/** Directory roles over Graph; a hundred roles are more than anybody holds. */
export function createRoles({ graph }: { readonly graph: GraphClient }): Roles {
  return {
    async ofUser(userId, signal) {
      const path = `/users/${encodeURIComponent(userId)}/transitiveMemberOf/microsoft.graph.directoryRole?${query}`;
      const body = await graph.ask({ path, resource: 'roles', priority: 'person', signal });
      const roles = readPage(body).values.map(toRole);
      return roles.sort((a, b) => a.name.localeCompare(b.name));
    },
  };
}
