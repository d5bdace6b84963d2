import { afterEach, describe, expect, it } from '@jest/globals';
import { alice, groupIds, mariaOne } from '../../src/demo/tenant/identities.ts';
import { connectGraph } from '../../src/graph/connect.ts';
import { createKeptLog } from './kept-log.ts';
import { type OpenGraph, openGraph, startTime } from './open-graph.ts';
import { refusal, startScriptedServer } from './scripted-server.ts';
import { createSteadyClock } from './steady-clock.ts';

const minuteMs = 60_000;
let world: OpenGraph | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function open(): Promise<OpenGraph> {
  world = await openGraph();
  return world;
}

describe('what the directory remembers', () => {
  it('is people for five minutes, and concurrent look-ups are one', async () => {
    const { graph, asked, clock } = await open();
    const look = () => graph.directory.person(alice.id);
    await Promise.all([look(), look(), look()]);
    clock.advance(4 * minuteMs);
    await look();
    expect(asked()).toHaveLength(1);
    clock.advance(2 * minuteMs);
    await look();
    expect(asked()).toHaveLength(2);
  });

  it('is searches and those they found, in any case and number', async () => {
    const { graph, asked } = await open();
    await graph.directory.search('maria garcia', 10);
    await graph.directory.search('Maria Garcia ', 1);
    await graph.directory.person(mariaOne.id);
    expect(asked()).toEqual(['GET /v1.0/users']);
  });

  it('is names: those known are not asked for again, one request does for the rest', async () => {
    const { graph, asked } = await open();
    await graph.directory.names([alice.id, groupIds.vpn]);
    await graph.directory.names([alice.id, groupIds.vpn, groupIds.finance]);
    await graph.directory.names([alice.id.toUpperCase(), groupIds.finance]);
    expect(asked()).toEqual(['POST /v1.0/$batch', 'POST /v1.0/$batch']);
  });

  it('is never what a person holds', async () => {
    const { graph, tenant } = await open();
    const role = '5d6b6bb7-de71-4623-b4af-96380a352509';
    expect(await graph.directory.heldBy(alice.id, [role])).toEqual(new Set());
    tenant.setRole(alice.id, role, true);
    expect(await graph.directory.heldBy(alice.id, [role])).toEqual(new Set([role]));
  });

  it('is no failure and nobody unknown: both are asked for again', async () => {
    const { graph, tenant, asked } = await open();
    tenant.revoke('User.Read.All');
    await expect(graph.directory.person(alice.id)).rejects.toMatchObject({
      code: 'permission-missing',
      message: expect.stringContaining('User.Read.All'),
    });
    tenant.grant('User.Read.All');
    expect(await graph.directory.person(alice.id)).toMatchObject({ id: alice.id });
    await graph.directory.person('nobody@fabrikam.example');
    await graph.directory.person('nobody@fabrikam.example');
    expect(asked()).toHaveLength(4);
  });

  it('does not make one caller fail because another gave up', async () => {
    const { graph, asked } = await open();
    const hurried = new AbortController();
    const first = graph.directory.person(alice.id, hurried.signal).catch(() => 'gave up');
    const second = graph.directory.person(alice.id);
    hurried.abort();
    expect(await first).toBe('gave up');
    expect(await second).toMatchObject({ id: alice.id });
    expect(asked()).toHaveLength(1);
  });
});

describe('a look-up of names', () => {
  it('leaves out what may not be read, and logs which permission it needs', async () => {
    const { graph, tenant, lines } = await open();
    tenant.revoke('GroupMember.Read.All');
    const names = await graph.directory.names([alice.id, groupIds.vpn]);
    expect(names).toEqual(new Map([[alice.id, alice.displayName]]));
    expect(lines.find(({ level }) => level === 'warn')?.fields).toMatchObject({
      list: 'groups',
      needs: 'GroupMember.Read.All',
    });
  });
});

describe('a directory that refuses $search', () => {
  it('is asked for beginnings of names instead', async () => {
    const person = { id: alice.id, displayName: 'Alice', userPrincipalName: 'alice@x.example' };
    const server = await startScriptedServer((request) =>
      request.query.has('$search')
        ? refusal(400, 'Request_UnsupportedQuery', 'no search here')
        : { body: { value: [person] } },
    );
    const clock = createSteadyClock(startTime);
    const { directory } = connectGraph({
      endpoint: server.url,
      credential: { getToken: async () => ({ token: 'x', expiresOnTimestamp: 0 }) },
      clock,
      sleep: clock.sleep,
      random: () => 0.5,
      log: createKeptLog().log,
    });
    expect(await directory.search("o'x", 5)).toMatchObject([{ id: alice.id }]);
    expect(server.received[1]?.query.get('$filter')).toContain("startsWith(displayName,'o''x')");
    await server.close();
  });
});
