import { afterEach, describe, expect, it } from '@jest/globals';
import type { SignInType } from '../../src/domain/sign-in.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import type { SignInQuery } from '../../src/ports/sign-in-log.ts';
import { noon, signInRecord } from '../builders.ts';
import { pagesOf, rowsOf } from '../contract/read-pages.ts';
import { openScriptedGraph, type ScriptedGraph } from './scripted-graph.ts';
import { type Received, type Reply, refusal } from './scripted-server.ts';

const person: ReadOptions = { priority: 'person' };
const hourMs = 60 * 60_000;
const query = (types: readonly SignInType[] = ['interactiveUser']): SignInQuery => ({
  window: { from: new Date(noon.getTime() - hourMs), to: noon },
  types,
});

let graph: ScriptedGraph | undefined;
afterEach(() => graph?.close());

async function open(script: (request: Received, turn: number) => Reply): Promise<ScriptedGraph> {
  graph = await openScriptedGraph(script);
  return graph;
}

const isBeta = ({ path }: Received) => path.startsWith('/beta/');
const answer = ({ path }: Received): Reply => ({
  body: path.endsWith('/signIns') ? { value: [signInRecord()] } : signInRecord(),
});
const versions = ({ received }: ScriptedGraph) => received.map(({ path }) => path.split('/')[1]);

const notThere: [string, Reply][] = [
  ['an unknown segment', refusal(400, 'BadRequest', "Resource not found for the segment 'x'.")],
  ['an invalid version', refusal(400, 'BadRequest', 'Invalid version: beta')],
];

describe('a cloud without beta', () => {
  const v1Only = (reply: Reply) => (request: Received) =>
    isBeta(request) ? reply : answer(request);

  it.each([...notThere, ['404', refusal(404, '', '')] as [string, Reply]])(
    'that says so as %s is read in v1.0 without asking for types, and that is logged once',
    async (_, reply) => {
      const world = await open(v1Only(reply));
      expect(
        await rowsOf(world.signIns, query(['interactiveUser', 'managedIdentity'])),
      ).toHaveLength(1);
      expect(await rowsOf(world.signIns, query())).toHaveLength(1);
      expect(versions(world)).toEqual(['beta', 'v1.0', 'v1.0']);
      expect(world.received[1]?.query.get('$filter')).not.toContain('signInEventTypes');
      expect(world.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    },
  );

  it.each(notThere)('that says so as %s gives single records in v1.0', async (_, reply) => {
    const world = await open(v1Only(reply));
    expect(await world.signIns.find('row-1', person)).toMatchObject({ userName: 'Alice Example' });
    expect(versions(world)).toEqual(['beta', 'v1.0']);
  });

  it('says with each page which of the types asked for it does not have', async () => {
    const { signIns } = await open(v1Only(refusal(404, '', '')));
    const types: SignInType[] = ['interactiveUser', 'nonInteractiveUser', 'managedIdentity'];
    const [page] = await pagesOf(signIns, query(types));
    expect(page?.missingTypes).toEqual(['nonInteractiveUser', 'managedIdentity']);
    const [plain] = await pagesOf(signIns, query());
    expect(plain).not.toHaveProperty('missingTypes');
  });

  it('says that it has no other than interactive sign-ins', async () => {
    const world = await open(v1Only(refusal(404, '', '')));
    await expect(rowsOf(world.signIns, query(['servicePrincipal']))).rejects.toMatchObject({
      code: 'bad-question',
      message: expect.stringContaining('interactive'),
    });
  });

  it('is asked for beta again an hour later: nothing is missing for good after a bad moment', async () => {
    const world = await open((request, turn) =>
      turn === 0 ? refusal(404, '', '') : answer(request),
    );
    await rowsOf(world.signIns, query());
    world.clock.advance(hourMs - 1);
    await rowsOf(world.signIns, query());
    world.clock.advance(2);
    await rowsOf(world.signIns, query());
    expect(versions(world)).toEqual(['beta', 'v1.0', 'v1.0', 'beta']);
  });

  it('is none where v1.0 does not answer either', async () => {
    const world = await open((request, turn) =>
      turn < 2 ? refusal(404, '', '') : answer(request),
    );
    await expect(rowsOf(world.signIns, query())).rejects.toMatchObject({ code: 'not-found' });
    expect(await rowsOf(world.signIns, query())).toHaveLength(1);
    expect(versions(world)).toEqual(['beta', 'v1.0', 'beta']);
  });
});

describe('one sign-in', () => {
  it.each([
    ['404', refusal(404, 'ResourceNotFound', 'no such sign-in')],
    ['400', refusal(400, 'BadRequest', 'Invalid id.')],
  ])('that Graph refuses with %s is unknown', async (_, reply) => {
    const { signIns, received } = await open(() => reply);
    expect(await signIns.find('x', person)).toBeUndefined();
    expect(received).toHaveLength(1);
  });

  it('is not said to be unknown when Graph fails', async () => {
    const { signIns } = await open(() => refusal(503, '', ''));
    await expect(signIns.find('x', person)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an answer that holds no list', () => {
  it.each([[{}], [{ value: null }], [{ error: { code: 'x', message: 'y' } }]])(
    '%j is a failure, not a time without sign-ins or policies',
    async (body) => {
      const { signIns, policies } = await open(() => ({ body }));
      await expect(rowsOf(signIns, query())).rejects.toMatchObject({ code: 'unavailable' });
      await expect(policies.all()).rejects.toMatchObject({ code: 'unavailable' });
      await expect(policies.namedLocations()).rejects.toMatchObject({ code: 'unavailable' });
    },
  );
});

describe('a question whose time is over before it is sent', () => {
  it('is told as too slow and not as throttled', async () => {
    const { signIns, received } = await open(answer);
    const options = { ...person, signal: AbortSignal.abort(new Error('late')) };
    await expect(rowsOf(signIns, query(), options)).rejects.toMatchObject({ code: 'timed-out' });
    await expect(signIns.find('x', options)).rejects.toMatchObject({ code: 'timed-out' });
    expect(received).toEqual([]);
  });
});
