import { afterEach, describe, expect, it } from '@jest/globals';
import { alice, breakGlass, groupIds } from '../../src/demo/tenant/identities.ts';
import { type OpenGraph, openGraph } from './open-graph.ts';
import { openScriptedGraph } from './scripted-graph.ts';

let world: OpenGraph | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe('members of a group', () => {
  it('are the users in it and in the groups within it, and no groups', async () => {
    world = await openGraph();
    const { groups } = world.graph;
    expect(await groups.members(groupIds.breakGlass)).toEqual([
      { id: breakGlass.id, userPrincipalName: breakGlass.userPrincipalName },
    ]);
    const finance = (await groups.members(groupIds.finance)) ?? [];
    expect(finance.map(({ id }) => id)).toContain(alice.id);
    expect(finance.every(({ userPrincipalName }) => userPrincipalName?.includes('@'))).toBe(true);
  });

  it('are undefined where the id is a user’s or nobody’s', async () => {
    world = await openGraph();
    expect(await world.graph.groups.members(alice.id)).toBeUndefined();
  });

  it('name the permission that is missing', async () => {
    world = await openGraph();
    for (const held of ['Directory.Read.All', 'GroupMember.Read.All', 'Group.Read.All']) {
      world.tenant.revoke(held);
    }
    await expect(world.graph.groups.members(groupIds.breakGlass)).rejects.toMatchObject({
      code: 'permission-missing',
      hint: expect.stringContaining('GroupMember.Read.All'),
    });
  });

  it('are read to the last page', async () => {
    const { groups, close } = await openScriptedGraph((_, turn) => ({
      body: {
        value: [{ '@odata.type': '#microsoft.graph.user', id: `u${turn}` }],
        ...(turn < 2 && {
          '@odata.nextLink': `https://graph.microsoft.com/v1.0/groups/g/transitiveMembers?$skiptoken=${turn}`,
        }),
      },
    }));
    const members = await groups.members('g');
    await close();
    expect(members?.map(({ id }) => id)).toEqual(['u0', 'u1', 'u2']);
  });
});
