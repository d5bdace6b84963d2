import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { adminUser, alice, deleted, guest } from '../../../src/demo/tenant/identities.ts';
import { type OpenTenant, openTenant } from './tenant-client.ts';

describe('the details of an account in the simulated tenant', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  const riskOf = (id: string) => `/v1.0/identityProtection/riskyUsers/${id}`;
  const rolesOf = (id: string) =>
    `/v1.0/users/${id}/transitiveMemberOf/microsoft.graph.directoryRole`;

  it('tell the risk of those who were at risk, and know no others', async () => {
    const { body } = await open.get(riskOf(alice.id));
    expect(body).toMatchObject({ id: alice.id, riskLevel: 'medium', riskState: 'atRisk' });
    expect((await open.get(riskOf(guest.id))).status).toBe(404);
    const list = await open.get('/v1.0/identityProtection/riskyUsers');
    expect(list.body.value).toHaveLength(4);
  });

  it('refuse the risk without the permission, the licence, or with options it does not know', async () => {
    expect((await open.get(`${riskOf(alice.id)}?$select=riskLevel`)).status).toBe(400);
    open.tenant.setLicence('P1');
    const unlicensed = await open.get(riskOf(alice.id));
    expect(unlicensed.status).toBe(403);
    expect(JSON.stringify(unlicensed.body)).toContain('not licensed for this feature');
    open.tenant.revoke('IdentityRiskyUser.Read.All');
    const refused = await open.get(riskOf(alice.id));
    expect(JSON.stringify(refused.body)).toContain('required scopes are missing');
  });

  it('give roles with their names to those who may read roles, and ids alone to others', async () => {
    const { body } = await open.get(rolesOf(adminUser.id));
    expect(body.value).toMatchObject([{ displayName: 'Global Administrator' }]);
    open.tenant.revoke('RoleManagement.Read.Directory');
    const hidden = await open.get(rolesOf(adminUser.id));
    expect(hidden.body.value).toMatchObject([{ id: expect.any(String), displayName: null }]);
    open.tenant.revoke('User.Read.All');
    open.tenant.revoke('GroupMember.Read.All');
    expect((await open.get(rolesOf(adminUser.id))).status).toBe(403);
  });

  it('refuse to select what a role does not have', async () => {
    expect((await open.get(`${rolesOf(alice.id)}?$select=userPrincipalName`)).status).toBe(400);
  });

  it('know a manager, and 404 where there is none', async () => {
    expect((await open.get(`/v1.0/users/${alice.id}/manager`)).status).toBe(200);
    expect((await open.get(`/v1.0/users/${guest.id}/manager`)).status).toBe(404);
    expect((await open.get(`/v1.0/users/${deleted.id}/manager`)).status).toBe(404);
  });

  it('keep deleted accounts apart from users, under a name that carries their id', async () => {
    expect((await open.get(`/v1.0/users/${deleted.id}`)).status).toBe(404);
    const { body } = await open.get(`/v1.0/directory/deletedItems/${deleted.id}`);
    expect(body.userPrincipalName).toBe(
      `${deleted.id.replaceAll('-', '')}${deleted.userPrincipalName}`,
    );
    const list = await open.get(
      '/v1.0/directory/deletedItems/microsoft.graph.user?$select=id,deletedDateTime',
    );
    expect(list.body.value).toHaveLength(2);
  });

  it('refuse properties of users where the type is not known yet', async () => {
    const path = `/v1.0/directory/deletedItems/${deleted.id}?$select=userPrincipalName`;
    expect((await open.get(path)).status).toBe(400);
    open.tenant.revoke('User.Read.All');
    expect((await open.get(`/v1.0/directory/deletedItems/${deleted.id}`)).status).toBe(403);
  });

  it('count risk together with conditional access against one request a second', async () => {
    await open.running.close();
    open = await openTenant({ throttle: true });
    expect((await open.get('/v1.0/identity/conditionalAccess/policies')).status).toBe(200);
    const refused = await open.get(riskOf(alice.id));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
  });
});
