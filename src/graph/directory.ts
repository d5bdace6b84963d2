import { LRUCache } from 'lru-cache';
import type { Person } from '../domain/person.ts';
import { type JsonRecord, recordsAt, text, textAt, textsAt } from '../domain/record.ts';
import { roleName } from '../domain/role-templates.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { GraphClient } from './client.ts';
import { beginsWith, either, equals, queryString } from './odata.ts';

const select = 'id,displayName,userPrincipalName,mail,accountEnabled,userType,jobTitle,department';
const rememberedMs = 5 * 60_000;
const mostRemembered = 2_000;
/** Graph takes at most so many ids in one checkMemberObjects. */
const idsACheck = 20;
/** Each id is looked for among users, groups and service principals; a batch takes 20 requests. */
const idsABatch = 6;
const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const nobody = 'nobody';

function toPerson(record: JsonRecord): Person | undefined {
  const id = textAt(record, 'id');
  const userPrincipalName = textAt(record, 'userPrincipalName');
  if (id === undefined || userPrincipalName === undefined) return undefined;
  return {
    id,
    userPrincipalName,
    name: textAt(record, 'displayName') ?? userPrincipalName,
    mail: textAt(record, 'mail'),
    enabled: typeof record.accountEnabled === 'boolean' ? record.accountEnabled : undefined,
    guest: textAt(record, 'userType') === 'Guest',
    jobTitle: textAt(record, 'jobTitle'),
    department: textAt(record, 'department'),
  };
}

function peopleIn(body: JsonRecord): Person[] {
  return recordsAt(body, 'value').flatMap((record) => toPerson(record) ?? []);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** `$search` splits on spaces and symbols; quotes and backslashes would end the phrase. */
function searchFor(words: string): string {
  const phrase = words.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return ['displayName', 'mail', 'userPrincipalName']
    .map((field) => `"${field}:${phrase}"`)
    .join(' OR ');
}

/** Whole names first, then beginnings, then the rest, each in the order of the alphabet. */
function byLikeness(words: string): (a: Person, b: Person) => number {
  const wanted = words.toLowerCase();
  const rank = ({ name, userPrincipalName }: Person) => {
    const local = userPrincipalName.toLowerCase().split('@')[0];
    if (name.toLowerCase() === wanted || local === wanted) return 0;
    return name.toLowerCase().startsWith(wanted) ? 1 : 2;
  };
  return (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
}

export function createDirectory(graph: GraphClient, clock: Clock): Directory {
  const now = () => clock.now().getTime();
  const cacheOptions = { max: mostRemembered, ttl: rememberedMs, perf: { now }, ttlResolution: 0 };
  const people = new LRUCache<string, Person | typeof nobody>(cacheOptions);
  const found = new LRUCache<string, Person[]>(cacheOptions);
  const named = new LRUCache<string, string>(cacheOptions);

  const users = (query: string, signal?: AbortSignal) =>
    graph.ask({
      path: `/users?${query}`,
      headers: { ConsistencyLevel: 'eventual' },
      resource: 'users',
      priority: 'person',
      signal,
    });

  async function askSearch(words: string, limit: number, signal?: AbortSignal): Promise<Person[]> {
    const $top = Math.min(limit, 19);
    try {
      const query = queryString({ $search: searchFor(words), $select: select, $top });
      return peopleIn(await users(query, signal));
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'bad-question') throw thrown;
      const $filter = either(
        ['displayName', 'userPrincipalName', 'surname'].map((field) => beginsWith(field, words)),
      );
      return peopleIn(await users(queryString({ $filter, $select: select, $top }), signal));
    }
  }

  async function askPerson(idOrUpn: string, signal?: AbortSignal): Promise<Person | undefined> {
    try {
      return toPerson(
        await graph.ask({
          path: `/users/${encodeURIComponent(idOrUpn)}?${queryString({ $select: select })}`,
          resource: 'users',
          priority: 'person',
          signal,
        }),
      );
    } catch (thrown) {
      const unknown =
        thrown instanceof AppError && ['not-found', 'bad-question'].includes(thrown.code);
      if (unknown) return undefined;
      throw thrown;
    }
  }

  async function askNames(ids: readonly string[], signal?: AbortSignal): Promise<void> {
    const requests = ids.flatMap((id) => [
      { id: `u${id}`, method: 'GET', url: `/users/${id}?$select=displayName` },
      { id: `g${id}`, method: 'GET', url: `/groups/${id}?$select=displayName` },
      {
        id: `a${id}`,
        method: 'GET',
        url: `/servicePrincipals?${queryString({ $filter: equals('appId', id), $select: 'displayName' })}`,
      },
    ]);
    const body = await graph.ask({
      path: '/$batch',
      body: { requests },
      resource: 'names',
      priority: 'person',
      signal,
    });
    for (const answer of recordsAt(body, 'responses')) {
      const id = text(answer.id)?.slice(1);
      const name =
        textAt(answer, 'body.displayName') ??
        recordsAt(answer, 'body.value').map((record) => textAt(record, 'displayName'))[0];
      if (id !== undefined && name !== undefined && Number(answer.status) === 200)
        named.set(id, name);
    }
  }

  return {
    async person(idOrUpn, signal) {
      const key = idOrUpn.toLowerCase();
      const before = people.get(key);
      if (before !== undefined) return before === nobody ? undefined : before;
      const person = await askPerson(idOrUpn, signal);
      people.set(key, person ?? nobody);
      return person;
    },

    async search(words, limit, signal) {
      const key = `${limit} ${words.toLowerCase()}`;
      const before = found.get(key);
      if (before !== undefined) return before;
      const matches = (await askSearch(words, limit, signal)).sort(byLikeness(words));
      found.set(key, matches);
      return matches;
    },

    async heldBy(userId, ids, signal) {
      const held = new Set<string>();
      for (const chunk of chunks(ids, idsACheck)) {
        const body = await graph.ask({
          path: `/users/${encodeURIComponent(userId)}/checkMemberObjects`,
          body: { ids: chunk },
          resource: 'member-objects',
          priority: 'person',
          signal,
        });
        for (const id of textsAt(body, 'value')) held.add(id.toLowerCase());
      }
      return held;
    },

    async names(ids, signal) {
      const wanted = [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) =>
        guidShape.test(id),
      );
      for (const id of wanted) {
        const role = roleName(id);
        if (role !== undefined) named.set(id, role);
      }
      const unknown = wanted.filter((id) => !named.has(id));
      await Promise.all(chunks(unknown, idsABatch).map((chunk) => askNames(chunk, signal)));
      return new Map(wanted.flatMap((id) => (named.has(id) ? [[id, named.get(id) ?? id]] : [])));
    },
  };
}
