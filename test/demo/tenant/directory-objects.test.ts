import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appIds } from '../../../src/demo/tenant/apps.ts';
import { groupIds, tenantId } from '../../../src/demo/tenant/identities.ts';
import { filtered, type OpenTenant, openTenant, valuesOf } from './tenant-client.ts';

describe('other directory objects', () => {
  let open: OpenTenant;
  beforeAll(async () => {
    open = await openTenant();
  });
  afterAll(() => open.running.close());

  it('hold the organisation with its plans', async () => {
    const [organization] = valuesOf(await open.get('/v1.0/organization'));
    expect(organization).toMatchObject({ id: tenantId, displayName: 'Fabrikam' });
    expect(organization?.assignedPlans).toHaveLength(2);
  });

  it('hold groups by id and by name', async () => {
    expect((await open.get(`/v1.0/groups/${groupIds.finance}`)).body.displayName).toBe('Finance');
    const found = valuesOf(
      await open.get(filtered('/beta/groups', "displayName eq 'Security Team'")),
    );
    expect(found.map((group) => group.id)).toEqual([groupIds.securityTeam]);
    expect((await open.get('/v1.0/groups/none')).status).toBe(404);
  });

  it('hold the service principals of the fifteen applications', async () => {
    expect(open.tenant.apps).toHaveLength(15);
    const [found] = valuesOf(
      await open.get(filtered('/v1.0/servicePrincipals', `appId eq '${appIds.vpn}'`)),
    );
    expect(found).toMatchObject({ displayName: 'Fabrikam VPN' });
  });

  it('end where Graph has no such segment', async () => {
    for (const path of ['/v1.0/shoes', '/v1.0/users/a/b', '/beta/auditLogs/shoes', '/v1.0']) {
      expect((await open.get(path)).status).toBe(400);
    }
    expect((await open.get('/elsewhere')).status).toBe(404);
  });
});
