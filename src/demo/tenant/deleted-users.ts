import { deleted, domain } from './identities.ts';
import type { JsonObject } from './json.ts';
import { guidAt } from './random.ts';

const dayMs = 24 * 3_600_000;

function removed(
  id: string,
  displayName: string,
  userPrincipalName: string,
  daysAgo: number,
  startMs: number,
): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.user',
    id,
    displayName,
    userPrincipalName: `${id.replaceAll('-', '')}${userPrincipalName}`,
    mail: userPrincipalName,
    deletedDateTime: new Date(startMs - daysAgo * dayMs).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}

/** Accounts in the recycle bin; their names carry the id, so that others may take them. */
export function deletedUsers(startMs: number): JsonObject[] {
  return [
    removed(deleted.id, deleted.displayName, deleted.userPrincipalName, 5, startMs),
    removed(guidAt(3, 90, 1), 'Ingo Gone', `ingo.gone@${domain}`, 28, startMs),
  ];
}
