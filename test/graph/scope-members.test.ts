import { afterEach, describe, expect, it } from '@jest/globals';
import { alice, groupIds, noRoleUser, unitIds } from '../../src/demo/tenant/identities.ts';
import { type OpenGraph, openGraph } from './open-graph.ts';

let world: OpenGraph | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe('people of a scope', () => {
  it('are the users of an administrative unit, with its name', async () => {
    world = await openGraph();
    world.tenant.grant('AdministrativeUnit.Read.All');
    const unit = await world.graph.scopeMembers.unit(unitIds.salesOffice);
    expect(unit?.name).toBe('Sales office');
    expect(unit?.members).toContainEqual({
      id: noRoleUser.id,
      userPrincipalName: noRoleUser.userPrincipalName,
    });
    expect(unit?.members.map(({ id }) => id)).not.toContain(alice.id);
    expect((await world.graph.scopeMembers.unit(unitIds.empty))?.members).toEqual([]);
  });

  it('are the members of a group, directly or through groups in it', async () => {
    world = await openGraph();
    const unit = await world.graph.scopeMembers.unit(groupIds.finance);
    expect(unit?.name).toBe('Finance');
    expect(unit?.members.map(({ id }) => id)).toContain(alice.id);
  });

  it('are undefined where the id is neither’s', async () => {
    world = await openGraph();
    world.tenant.grant('AdministrativeUnit.Read.All');
    expect(await world.graph.scopeMembers.unit(alice.id)).toBeUndefined();
  });

  it('name the permission that is missing', async () => {
    world = await openGraph();
    for (const held of ['Directory.Read.All', 'AdministrativeUnit.Read.All']) {
      world.tenant.revoke(held);
    }
    await expect(world.graph.scopeMembers.unit(unitIds.salesOffice)).rejects.toMatchObject({
      code: 'permission-missing',
      hint: expect.stringContaining('AdministrativeUnit.Read.All'),
    });
  });
});
