import { afterEach, describe, expect, it } from '@jest/globals';
import {
  adminUser,
  alice,
  deleted,
  guest,
  operatorUser,
  roleTemplates,
} from '../../src/demo/tenant/identities.ts';
import { accountsContract } from '../contract/accounts-contract.ts';
import { type OpenGraph, openGraph } from './open-graph.ts';
import { openScriptedGraph } from './scripted-graph.ts';

accountsContract('Graph', async () => {
  const { graph, tenant, close } = await openGraph();
  const person = tenant.findPerson(alice.id);
  const colleagues = tenant.people.filter(({ department }) => department === person?.department);
  return {
    ...graph,
    known: {
      id: alice.id,
      name: alice.displayName,
      managerId: colleagues[0]?.id === alice.id ? adminUser.id : (colleagues[0]?.id ?? ''),
    },
    guestId: guest.id,
    admin: { id: operatorUser.id, role: 'Security Operator' },
    deleted: {
      id: deleted.id,
      name: deleted.displayName,
      userPrincipalName: deleted.userPrincipalName,
    },
    close,
  };
});

describe('accounts over Graph', () => {
  let world: OpenGraph | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  async function open(): Promise<OpenGraph> {
    world = await openGraph({ throttle: true });
    return world;
  }

  it('name the licence that risk needs, and the permission', async () => {
    const { graph, tenant } = await open();
    tenant.setLicence('P1');
    await expect(graph.risk.ofUser(alice.id)).rejects.toMatchObject({
      code: 'licence-missing',
      message: expect.stringContaining('Entra ID P2'),
    });
    tenant.setLicence('P2');
    tenant.revoke('IdentityRiskyUser.Read.All');
    await expect(graph.risk.ofUser(alice.id)).rejects.toMatchObject({
      code: 'permission-missing',
      message: expect.stringContaining('IdentityRiskyUser.Read.All'),
    });
  });

  it('keep risk and policies to one request a second together', async () => {
    const { graph, running } = await open();
    await graph.policies.all();
    await graph.risk.ofUser(alice.id);
    await graph.risk.ofUser(guest.id);
    expect(running.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('name the permission when Graph gives roles without their names', async () => {
    const { graph, tenant } = await open();
    tenant.revoke('RoleManagement.Read.Directory');
    await expect(graph.roles.ofUser(adminUser.id)).rejects.toMatchObject({
      code: 'permission-missing',
      message: expect.stringContaining('RoleManagement.Read.Directory'),
    });
    expect(await graph.roles.ofUser(guest.id)).toEqual([]);
  });

  it('see a role at once that was given or taken', async () => {
    const { graph, tenant } = await open();
    tenant.setRole(alice.id, roleTemplates.globalReader, true);
    expect((await graph.roles.ofUser(alice.id)).map(({ name }) => name)).toEqual(['Global Reader']);
    tenant.setRole(alice.id, roleTemplates.globalReader, false);
    expect(await graph.roles.ofUser(alice.id)).toEqual([]);
  });

  it('leave other things out of the recycle bin out, whatever has that id', async () => {
    const { profiles, close } = await openScriptedGraph(() => ({
      body: { '@odata.type': '#microsoft.graph.group', id: alice.id, displayName: 'Old group' },
    }));
    const found = await profiles.deleted(alice.id);
    await close();
    expect(found).toEqual([]);
  });
});
