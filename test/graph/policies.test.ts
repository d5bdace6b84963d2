import { afterEach, describe, expect, it } from '@jest/globals';
import { policyIds } from '../../src/demo/tenant/identities.ts';
import { type OpenGraph, openGraph } from './open-graph.ts';
import { openScriptedGraph } from './scripted-graph.ts';

let world: OpenGraph | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function open(): Promise<OpenGraph> {
  world = await openGraph({ throttle: true });
  return world;
}

describe('policies', () => {
  it('are read once in five minutes, whoever asks and however many at once', async () => {
    const { graph, asked, clock } = await open();
    await Promise.all([graph.policies.all(), graph.policies.all()]);
    clock.advance(299_000);
    await graph.policies.all();
    expect(asked()).toEqual(['GET /v1.0/identity/conditionalAccess/policies']);
    clock.advance(2_000);
    await graph.policies.all();
    expect(asked()).toHaveLength(2);
  });

  it('keep to one request a second together with the named locations', async () => {
    const { graph, running } = await open();
    const policies = await graph.policies.all();
    const locations = await graph.policies.namedLocations();
    expect(policies.find(({ id }) => id === policyIds.guests)).toBeDefined();
    expect(locations.length).toBeGreaterThan(0);
    expect(running.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('come in spite of other applications using the limit up', async () => {
    const { graph, tenant } = await open();
    tenant.fault({ match: /conditionalAccess/, kind: '429', times: 2 });
    expect((await graph.policies.all()).length).toBe(tenant.policies.length);
  });

  it('name the permissions of which one is missing, and are there once it is granted', async () => {
    const { graph, tenant } = await open();
    tenant.revoke('Policy.Read.ConditionalAccess');
    await expect(graph.policies.all()).rejects.toMatchObject({
      code: 'permission-missing',
      hint: expect.stringMatching(/Policy\.Read\.ConditionalAccess.*Policy\.Read\.All/),
    });
    tenant.grant('Policy.Read.All');
    expect((await graph.policies.all()).length).toBe(tenant.policies.length);
  });

  it('are read to the last page, with whatever link Graph gives', async () => {
    const { policies, received, close } = await openScriptedGraph((_, turn) => ({
      body: {
        value: [{ id: `p${turn}`, displayName: `Policy ${turn}`, state: 'enabled' }, 'no policy'],
        ...(turn < 2 && {
          '@odata.nextLink': `https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies?$skip=${turn + 1}`,
        }),
      },
    }));
    expect((await policies.all()).map(({ id }) => id)).toEqual(['p0', 'p1', 'p2']);
    await close();
    expect(received.map(({ query }) => query.get('$skip'))).toEqual([null, '1', '2']);
  });
});
