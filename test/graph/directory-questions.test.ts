import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../src/domain/record.ts';
import { openScriptedGraph, type ScriptedGraph } from './scripted-graph.ts';
import type { Received, Reply } from './scripted-server.ts';

let graph: ScriptedGraph | undefined;
afterEach(() => graph?.close());

async function open(script: (request: Received, turn: number) => Reply): Promise<ScriptedGraph> {
  graph = await openScriptedGraph(script);
  return graph;
}

const user = (name: string) => ({
  id: name,
  displayName: name,
  userPrincipalName: `${name}@x.example`,
});

interface Asked {
  readonly id: string;
  readonly url: string;
}
const readsOf = ({ body }: Received): Asked[] =>
  (JSON.parse(body) as { requests: Asked[] }).requests;
/** Answers each read of a batch, last first, as Graph may. */
const batch = (request: Received, answer: (read: Asked, at: number) => JsonRecord): Reply => ({
  body: {
    responses: readsOf(request)
      .map((read, at) => ({ id: read.id, ...answer(read, at) }))
      .reverse(),
  },
});
const queryOf = ({ url }: Asked) => new URL(url, 'http://x').searchParams;
const guid = (at: number) => `0a11ce00-7e57-4000-8000-${String(at).padStart(12, '0')}`;

describe('a search', () => {
  it.each([
    ['say "hi"', '"displayName:say \\"hi\\""'],
    ['back\\slash', '"displayName:back\\\\slash"'],
    // A known issue of Graph: & breaks a search, even encoded.
    ['r&d team', '"displayName:r d team"'],
  ])('asks for %s within its quotes', async (words, phrase) => {
    const { directory, received } = await open(() => ({ body: { value: [user('a')] } }));
    expect(await directory.search(words, 5)).toHaveLength(1);
    expect(received[0]?.query.get('$search')?.split(' OR ')[0]).toBe(phrase);
    expect(received[0]?.headers.consistencylevel).toBe('eventual');
  });

  it('puts whole names first, then beginnings', async () => {
    const names = ['Mary Anne', 'Rosemary', 'Mary', 'Mary Ann'];
    const { directory } = await open(() => ({ body: { value: names.map(user) } }));
    const found = await directory.search('mary', 3);
    expect(found.map(({ name }) => name)).toEqual(['Mary', 'Mary Ann', 'Mary Anne']);
  });

  it('for nothing asks nobody', async () => {
    const { directory, received } = await open(() => ({ body: { value: [] } }));
    expect(await directory.search('  ', 5)).toEqual([]);
    expect(received).toEqual([]);
  });
});

describe('the nearest names', () => {
  const found = (...names: string[]) => ({ status: 200, body: { value: names.map(user) } });

  it('come likest first, each person once, without those who are not like the words', async () => {
    const { directory, received } = await open((request) =>
      batch(request, () => found('alibi', 'walter', 'alize', 'alicia', 'alice')),
    );
    const offered = await directory.nearest('alicee', 5);
    expect(offered.map(({ name }) => name)).toEqual(['alice', 'alicia', 'alize', 'alibi']);
    expect(received).toHaveLength(1);
    expect(readsOf(received[0] as Received).length).toBeLessThanOrEqual(20);
  });

  it('are offered from what was answered when some of it failed', async () => {
    const { directory } = await open((request) =>
      batch(request, (_, at) => (at === 0 ? found('alice') : { status: 429, body: {} })),
    );
    expect(await directory.nearest('alise', 5)).toMatchObject([{ name: 'alice' }]);
  });

  it.each([
    [429, 'throttled'],
    [503, 'unavailable'],
    [403, 'permission-missing'],
  ])(
    'are not said to be none when all of it failed with %i, nor remembered so',
    async (status, code) => {
      const { directory } = await open((request, turn) =>
        batch(request, () => (turn === 0 ? { status, body: {} } : found('alice'))),
      );
      await expect(directory.nearest('alise', 5)).rejects.toMatchObject({ code });
      expect(await directory.nearest('alise', 5)).toMatchObject([{ name: 'alice' }]);
    },
  );
});

describe('a look-up of names', () => {
  it('asks for at most fifteen ids in one filter, and for ids only', async () => {
    const { directory, received } = await open((request) =>
      batch(request, () => ({ status: 200, body: { value: [] } })),
    );
    const ids = Array.from({ length: 31 }, (_, at) => guid(at));
    await directory.names([...ids, ...ids, 'All', "x') or (1 eq 1", 'GuestsOrExternalUsers']);
    const users = received.flatMap(readsOf).filter(({ url }) => url.startsWith('/users'));
    const asked = users.map(
      (read) =>
        queryOf(read)
          .get('$filter')
          ?.match(/'[^']*'/g) ?? [],
    );
    expect(asked.map(({ length }) => length).sort()).toEqual([1, 15, 15]);
    expect(asked.flat().sort()).toEqual(ids.map((id) => `'${id}'`).sort());
  });

  it('reads answers that come in another order, in either case of an id', async () => {
    const { directory } = await open((request) =>
      batch(request, ({ url }) => ({
        status: 200,
        body: {
          value: url.startsWith('/groups') ? [{ id: guid(7).toUpperCase(), displayName: 'G' }] : [],
        },
      })),
    );
    expect(await directory.names([guid(7)])).toEqual(new Map([[guid(7), 'G']]));
  });

  it('is told as throttled when all of it is', async () => {
    const { directory } = await open((request) =>
      batch(request, () => ({ status: 429, body: {} })),
    );
    await expect(directory.names([guid(1)])).rejects.toMatchObject({ code: 'throttled' });
  });
});

describe('what a person holds', () => {
  it('is asked for twenty ids at a time', async () => {
    const { directory, received } = await open((request) => ({
      body: { value: (JSON.parse(request.body) as { ids: string[] }).ids.slice(0, 1) },
    }));
    const ids = Array.from({ length: 41 }, (_, at) => guid(at));
    expect(await directory.heldBy('u', ids)).toEqual(new Set([guid(0), guid(20), guid(40)]));
    expect(received.map(({ path }) => path)).toEqual(
      Array(3).fill('/v1.0/users/u/checkMemberObjects'),
    );
  });

  it('is unknown when one of the answers fails', async () => {
    const { directory } = await open((request) =>
      request.body.includes(guid(20)) ? { status: 403, body: {} } : { body: { value: [guid(0)] } },
    );
    const ids = Array.from({ length: 41 }, (_, at) => guid(at));
    await expect(directory.heldBy('u', ids)).rejects.toMatchObject({ code: 'permission-missing' });
  });
});
