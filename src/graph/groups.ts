import { isRecord, text, textAt } from '../domain/record.ts';
import type { GroupMember, Groups } from '../ports/groups.ts';
import type { GraphClient } from './client.ts';
import { readNextLink } from './endpoint.ts';
import { refusalOf } from './errors.ts';
import { queryString } from './odata.ts';
import { readPage } from './page.ts';

const query = queryString({ $select: 'id,userPrincipalName', $top: 999 });
const userType = '#microsoft.graph.user';

/** Devices, applications and inner groups are members too; what those hold is listed by itself. */
function toMember(value: unknown): GroupMember[] {
  if (!isRecord(value) || text(value['@odata.type']) !== userType) return [];
  const id = textAt(value, 'id');
  return id === undefined ? [] : [{ id, userPrincipalName: textAt(value, 'userPrincipalName') }];
}

/** Groups over Graph, read by the watch: people's questions go first. */
export function createGroups({ graph }: { readonly graph: GraphClient }): Groups {
  async function read(groupId: string, signal?: AbortSignal): Promise<GroupMember[]> {
    const members: GroupMember[] = [];
    let path: string | undefined =
      `/groups/${encodeURIComponent(groupId)}/transitiveMembers?${query}`;
    while (path !== undefined) {
      const body = await graph.ask({ path, resource: 'group-members', priority: 'poll', signal });
      const page = readPage(body);
      members.push(...page.values.flatMap(toMember));
      path = page.nextLink === undefined ? undefined : readNextLink(page.nextLink).path;
    }
    return members;
  }

  return {
    async members(groupId, signal) {
      try {
        return await read(groupId, signal);
      } catch (thrown) {
        if (refusalOf(thrown)?.status === 404) return undefined;
        throw thrown;
      }
    },
  };
}
