import type { Directory, Thing } from './directory.ts';
import { graphAppId, neededPermissions, type Permission } from './permissions.ts';

interface AppRole {
  readonly id: string;
  readonly value: string;
}

/** Text of a filter of Graph. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Microsoft Graph in this tenant; throws when a permission there has another id than it has here. */
async function findGraph(directory: Directory): Promise<{ id: string; roles: AppRole[] }> {
  const filter = encodeURIComponent(`appId eq ${quoted(graphAppId)}`);
  const [graph] = await directory.list(`/servicePrincipals?$filter=${filter}&$select=id,appRoles`);
  if (graph === undefined) throw new Error('Microsoft Graph is not known in this tenant.');
  const roles = graph.appRoles as AppRole[];
  for (const { name, id } of neededPermissions) {
    const role = roles.find(({ value }) => value === name);
    if (role?.id !== id) {
      throw new Error(`${name} is ${role?.id ?? 'not there'} in this tenant, and ${id} here.`);
    }
  }
  return { id: graph.id, roles };
}

async function assignmentsOf(directory: Directory, principalId: string, graphId: string) {
  const all = await directory.list(`/servicePrincipals/${principalId}/appRoleAssignments`);
  return all.filter(({ resourceId }) => resourceId === graphId);
}

const nameOf = (roles: readonly AppRole[], { appRoleId }: Thing): string =>
  roles.find(({ id }) => id === appRoleId)?.value ?? String(appRoleId);

/** Gives a service principal what it lacks of these, which is the admin’s consent; what else it has of Graph is told. */
export async function grant(
  directory: Directory,
  principalId: string | undefined,
  permissions: readonly Permission[],
  say: (line: string) => void,
): Promise<void> {
  const graph = await findGraph(directory);
  // In a dry run the principal may not be there yet.
  const held = principalId ? await assignmentsOf(directory, principalId, graph.id) : [];
  for (const { name, id } of permissions) {
    if (held.some(({ appRoleId }) => appRoleId === id)) {
      say(`has ${name}`);
      continue;
    }
    const path = `/servicePrincipals/${graph.id}/appRoleAssignedTo`;
    const body = { principalId, resourceId: graph.id, appRoleId: id };
    await directory.change(`grant ${name}`, 'post', path, body);
  }
  const more = held.filter(({ appRoleId }) => !permissions.some(({ id }) => id === appRoleId));
  for (const assignment of more) {
    say(
      `has ${nameOf(graph.roles, assignment)} as well, which the bot does not need: take it away`,
    );
  }
}

/** Takes every permission of Graph from a service principal. */
export async function revoke(directory: Directory, principalId: string): Promise<void> {
  const graph = await findGraph(directory);
  for (const assignment of await assignmentsOf(directory, principalId, graph.id)) {
    const name = nameOf(graph.roles, assignment);
    const path = `/servicePrincipals/${principalId}/appRoleAssignments/${assignment.id}`;
    await directory.change(`take ${name} away`, 'delete', path);
  }
}
