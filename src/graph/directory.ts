import type { Person } from '../domain/person.ts';
import { textsAt } from '../domain/record.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import { type BatchRead, readBatch } from './batch.ts';
import type { GraphClient } from './client.ts';
import { chunks, readDisplayNames } from './display-names.ts';
import { GraphRefusal, refusalOf, toGraphError } from './errors.ts';
import { beginsWith, either, queryString } from './odata.ts';
import { bestFirst, likestFirst, peopleIn, personProperties, toPerson } from './people.ts';
import { createCache, remember } from './remember.ts';

const rememberedMs = 5 * 60_000;
const mostRemembered = 2_000;
/** Fewer than 20 with a `$select` cost half of the directory's units. */
const mostFound = 19;
/** Graph takes at most so many ids in one checkMemberObjects. */
const idsACheck = 20;
const mostWordsTried = 3;

const eventually = { ConsistencyLevel: 'eventual' } as const;
const searched = ['displayName', 'mail', 'userPrincipalName'];
const begun = ['displayName', 'givenName', 'surname', 'userPrincipalName', 'mail'];

/** `$search` splits at spaces and symbols by itself; `&` breaks it (a known issue), quotes would end the phrase. */
function searchQuery(words: string): string {
  const phrase = words.replaceAll('&', ' ').replace(/["\\]/g, '\\$&');
  const $search = searched.map((field) => `"${field}:${phrase}"`).join(' OR ');
  return queryString({ $search, $select: personProperties, $top: mostFound });
}

function beginningQuery(words: string): string {
  const $filter = either(begun.map((field) => beginsWith(field, words)));
  return queryString({ $filter, $select: personProperties, $top: mostFound });
}

/** Everybody who could be meant: each word by itself, and all whose names begin with the same letters. */
function readsAround(words: string): BatchRead[] {
  const single = words
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, mostWordsTried);
  return single.flatMap((word) => {
    const letters = [...word];
    const beginnings = new Set([3, 2, 1].map((length) => letters.slice(0, length).join('')));
    return [
      { url: `/users?${searchQuery(word)}`, headers: eventually },
      ...[...beginnings].map((some) => ({ url: `/users?${beginningQuery(some)}` })),
    ];
  });
}

interface Parts {
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly log: Log;
}

/** The directory over Graph. People, searches and names are kept for five minutes, what people hold never. */
export function createDirectory({ graph, clock, log }: Parts): Directory {
  const keep = { clock, ttlMs: rememberedMs, most: mostRemembered };

  const users = (query: string, headers?: Readonly<Record<string, string>>) =>
    graph.ask({ path: `/users?${query}`, headers, resource: 'users', priority: 'person' });

  async function askSearch(words: string): Promise<Person[]> {
    if (words === '') return [];
    try {
      return peopleIn(await users(searchQuery(words), eventually));
    } catch (thrown) {
      // B2C tenants and some words are refused; beginnings of names can be asked for everywhere.
      if (refusalOf(thrown)?.status !== 400) throw thrown;
      return peopleIn(await users(beginningQuery(words)));
    }
  }

  async function askPerson(idOrUpn: string): Promise<Person | undefined> {
    const path = `/users/${encodeURIComponent(idOrUpn)}?${queryString({ $select: personProperties })}`;
    try {
      return toPerson(await graph.ask({ path, resource: 'users', priority: 'person' }));
    } catch (thrown) {
      // What cannot be a user principal name at all is refused with 400.
      const status = refusalOf(thrown)?.status;
      if (status === 404 || status === 400) return undefined;
      throw thrown;
    }
  }

  async function askNearest(words: string): Promise<Person[]> {
    const reads = readsAround(words);
    if (reads.length === 0) return [];
    const answers = await readBatch(graph, reads, { resource: 'users' });
    const [first] = answers;
    if (first && answers.every(({ status }) => status !== 200)) {
      throw toGraphError(new GraphRefusal(first.status, first.body), 'users');
    }
    return likestFirst(
      answers.flatMap(({ body }) => peopleIn(body)),
      words,
    );
  }

  const people = remember(askPerson, keep);
  const searches = remember(
    async (words) => {
      const found = bestFirst(await askSearch(words), words);
      for (const person of found) people.put(person.id.toLowerCase(), person);
      return found;
    },
    { ...keep, most: 200 },
  );
  const nearest = remember(askNearest, { ...keep, most: 200 });
  const names = createCache<string>(keep);

  return {
    person: (idOrUpn, signal) => people.get(idOrUpn.trim().toLowerCase(), signal),

    async search(words, limit, signal) {
      const found = await searches.get(words.trim().toLowerCase(), signal);
      return (found ?? []).slice(0, limit);
    },

    async nearest(words, limit, signal) {
      const found = await nearest.get(words.trim().toLowerCase(), signal);
      return (found ?? []).slice(0, limit);
    },

    async heldBy(userId, ids, signal) {
      const path = `/users/${encodeURIComponent(userId)}/checkMemberObjects`;
      const answers = await Promise.all(
        chunks(ids, idsACheck).map((some) =>
          graph.ask({
            path,
            body: { ids: some },
            resource: 'member-objects',
            priority: 'person',
            signal,
          }),
        ),
      );
      return new Set(answers.flatMap((body) => textsAt(body, 'value')));
    },

    async names(ids, signal) {
      const known = (id: string) => names.get(id.toLowerCase());
      const asked = await readDisplayNames(
        { graph, log },
        ids.filter((id) => known(id) === undefined),
        signal,
      );
      for (const [id, name] of asked) names.set(id, name);
      return new Map(
        ids.flatMap((id): [string, string][] => {
          const name = known(id);
          return name === undefined ? [] : [[id, name]];
        }),
      );
    },
  };
}
