import { isRecord, textAt } from '../domain/record.ts';
import type { GroupMember, Groups } from '../ports/groups.ts';
import type { ScopeMembers, ScopeUnit } from '../ports/scope-members.ts';
import type { GraphClient } from './client.ts';
import { readNextLink } from './endpoint.ts';
import { refusalOf } from './errors.ts';
import { queryString } from './odata.ts';
import { readPage } from './page.ts';

interface Parts {
  readonly graph: GraphClient;
  readonly groups: Groups;
}

const nameQuery = queryString({ $select: 'id,displayName' });
const memberQuery = queryString({ $select: 'id,userPrincipalName', $top: 999 });

function toMember(value: unknown): GroupMember[] {
  const id = isRecord(value) ? textAt(value, 'id') : undefined;
  if (!isRecord(value) || id === undefined) return [];
  return [{ id, userPrincipalName: textAt(value, 'userPrincipalName') }];
}

async function unlessUnknown<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (thrown) {
    if (refusalOf(thrown)?.status === 404) return undefined;
    throw thrown;
  }
}

/** Administrative units and groups over Graph, with people's priority: somebody waits for who is in them. */
export function createScopeMembers({ graph, groups }: Parts): ScopeMembers {
  const ask = (
    path: string,
    resource: 'group-members' | 'administrative-units',
    signal?: AbortSignal,
  ) => graph.ask({ path, resource, priority: 'person', signal });

  async function group(id: string, signal?: AbortSignal): Promise<ScopeUnit | undefined> {
    const path = `/groups/${encodeURIComponent(id)}?${nameQuery}`;
    const found = await unlessUnknown(ask(path, 'group-members', signal));
    if (found === undefined) return undefined;
    const members = (await groups.members(id, signal)) ?? [];
    return { name: textAt(found, 'displayName') ?? id, members };
  }

  /** What is in a unit by itself; the service lists users apart from groups and devices. */
  async function administrativeUnit(id: string, signal?: AbortSignal) {
    const root = `/directory/administrativeUnits/${encodeURIComponent(id)}`;
    const found = await unlessUnknown(ask(`${root}?${nameQuery}`, 'administrative-units', signal));
    if (found === undefined) return undefined;
    const members: GroupMember[] = [];
    let path: string | undefined = `${root}/members/microsoft.graph.user?${memberQuery}`;
    while (path !== undefined) {
      const page = readPage(await ask(path, 'administrative-units', signal));
      members.push(...page.values.flatMap(toMember));
      path = page.nextLink === undefined ? undefined : readNextLink(page.nextLink).path;
    }
    return { name: textAt(found, 'displayName') ?? id, members };
  }

  return {
    unit: async (id, signal) => (await group(id, signal)) ?? (await administrativeUnit(id, signal)),
  };
}
