import { isRecord, type JsonRecord, recordsAt, textAt } from '../domain/record.ts';
import { parseInstant } from '../domain/sign-in.ts';
import type { DeletedUser, UserProfile } from '../domain/user-profile.ts';
import type { UserProfiles } from '../ports/user-profiles.ts';
import type { GraphClient } from './client.ts';
import { refusalOf } from './errors.ts';
import { queryString } from './odata.ts';
import { personProperties, toPerson } from './people.ts';

const profileProperties = `${personProperties},createdDateTime,onPremisesSyncEnabled,companyName,externalUserState`;
const deletedProperties = 'id,displayName,userPrincipalName,mail,deletedDateTime';
const mostDeleted = 999;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function toProfile(record: JsonRecord): UserProfile | undefined {
  const person = toPerson(record);
  return (
    person && {
      ...person,
      createdAt: parseInstant(record.createdDateTime),
      synced: record.onPremisesSyncEnabled === true,
      company: textAt(record, 'companyName'),
      invitation: textAt(record, 'externalUserState'),
    }
  );
}

/** Entra frees the name of a deleted account by putting its id, without dashes, before it. */
function toDeleted(value: unknown): DeletedUser[] {
  if (!isRecord(value)) return [];
  const id = textAt(value, 'id');
  const changedName = textAt(value, 'userPrincipalName');
  if (id === undefined || changedName === undefined) return [];
  const prefix = id.replaceAll('-', '').toLowerCase();
  const userPrincipalName = changedName.toLowerCase().startsWith(prefix)
    ? changedName.slice(prefix.length)
    : changedName;
  return [
    {
      id,
      userPrincipalName,
      name: textAt(value, 'displayName') ?? (userPrincipalName || id),
      deletedAt: parseInstant(value.deletedDateTime),
    },
  ];
}

function isMeant({ name, userPrincipalName }: DeletedUser, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  return wanted.includes('@')
    ? userPrincipalName.toLowerCase() === wanted
    : name.toLowerCase().includes(wanted) || userPrincipalName.toLowerCase().startsWith(wanted);
}

/** Accounts over Graph. What is not there is told by 404; what cannot be an id at all, by 400. */
export function createUserProfiles({ graph }: { readonly graph: GraphClient }): UserProfiles {
  async function ask(path: string, signal?: AbortSignal): Promise<JsonRecord | undefined> {
    try {
      return await graph.ask({ path, resource: 'users', priority: 'person', signal });
    } catch (thrown) {
      const status = refusalOf(thrown)?.status;
      if (status === 404 || status === 400) return undefined;
      throw thrown;
    }
  }

  const userPath = (userId: string) => `/users/${encodeURIComponent(userId)}`;
  const deletedPath = '/directory/deletedItems';

  return {
    async profile(userId, signal) {
      const query = queryString({ $select: profileProperties });
      const body = await ask(`${userPath(userId)}?${query}`, signal);
      return body && toProfile(body);
    },

    async manager(userId, signal) {
      const query = queryString({ $select: personProperties });
      const body = await ask(`${userPath(userId)}/manager?${query}`, signal);
      return body && toPerson(body);
    },

    async deleted(idOrWords, signal) {
      if (guid.test(idOrWords)) {
        // Without $select: the object's type, and so its properties, is known only by the answer.
        return toDeleted(await ask(`${deletedPath}/${idOrWords}`, signal));
      }
      // Names of deleted accounts begin with an id, which no filter on their beginning gets past.
      const query = queryString({ $select: deletedProperties, $top: mostDeleted });
      const body = await ask(`${deletedPath}/microsoft.graph.user?${query}`, signal);
      return recordsAt({ body }, 'body.value')
        .flatMap(toDeleted)
        .filter((one) => isMeant(one, idOrWords))
        .sort((a, b) => (b.deletedAt?.getTime() ?? 0) - (a.deletedAt?.getTime() ?? 0));
    },
  };
}
