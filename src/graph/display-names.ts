import { recordsAt, text } from '../domain/record.ts';
import { roleName } from '../domain/role-templates.ts';
import type { Log } from '../ports/log.ts';
import { readBatch } from './batch.ts';
import type { GraphClient } from './client.ts';
import { GraphRefusal, toGraphError } from './errors.ts';
import { oneOf, queryString } from './odata.ts';

/** A filter takes so many values of `in`. */
const idsARead = 15;
const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where an id may be from: a list, its property, and the permission that list needs. */
const places = [
  { list: 'users', property: 'id', needs: 'User.Read.All' },
  { list: 'groups', property: 'id', needs: 'GroupMember.Read.All' },
  { list: 'servicePrincipals', property: 'appId', needs: 'Application.Read.All' },
  { list: 'servicePrincipals', property: 'id', needs: 'Application.Read.All' },
] as const;

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

interface Parts {
  readonly graph: GraphClient;
  readonly log: Log;
}

/** Looks up to fifteen ids up in every place at once: one request. A place that refuses is left out and logged. */
async function readNames(
  { graph, log }: Parts,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<[string, string][]> {
  const reads = places.map(({ list, property }) => {
    const query = { $filter: oneOf(property, ids), $select: `${property},displayName` };
    return { url: `/${list}?${queryString(query)}` };
  });
  const answers = await readBatch(graph, reads, { resource: 'names', signal });
  if (answers.every(({ status }) => status === 429)) {
    const [first] = answers;
    throw toGraphError(new GraphRefusal(429, first?.body), 'names');
  }
  return places.flatMap(({ list, property, needs }, index) => {
    const { status, body } = answers[index] ?? { status: 0, body: {} };
    if (status !== 200) log.warn({ list, status, needs }, 'display names could not be read');
    return recordsAt(body, 'value').flatMap((record): [string, string][] => {
      const id = text(record[property]);
      const name = text(record.displayName);
      return id === undefined || name === undefined ? [] : [[id.toLowerCase(), name]];
    });
  });
}

/** Display names by id in lower case; built-in roles need no question, what is no id has no name. */
export async function readDisplayNames(
  parts: Parts,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) => guidShape.test(id));
  const roles = wanted.flatMap((id): [string, string][] => {
    const name = roleName(id);
    return name === undefined ? [] : [[id, name]];
  });
  const known = new Map(roles);
  const others = wanted.filter((id) => !known.has(id));
  const found = await Promise.all(
    chunks(others, idsARead).map((some) => readNames(parts, some, signal)),
  );
  return new Map([...known, ...found.flat()]);
}
