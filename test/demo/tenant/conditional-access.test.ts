import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { adminUser, locationIds, policyIds } from '../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../src/demo/tenant/json.ts';
import { errorOf, filtered, type OpenTenant, openTenant, valuesOf } from './tenant-client.ts';

const policies = '/v1.0/identity/conditionalAccess/policies';
const locations = '/beta/identity/conditionalAccess/namedLocations';

describe('conditional access of the simulated tenant', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it('has twelve policies, with every grant control, two report-only, one off, one by Microsoft', async () => {
    const found = valuesOf(await open.get(policies));
    expect(found).toHaveLength(12);
    const states = found.map((policy) => policy.state);
    expect(states.filter((state) => state === 'enabledForReportingButNotEnforced')).toHaveLength(2);
    expect(states.filter((state) => state === 'disabled')).toHaveLength(1);
    expect(
      found.filter((policy) => String(policy.displayName).startsWith('Microsoft-managed')),
    ).toHaveLength(1);
    const controls = JSON.stringify(found.map((policy) => policy.grantControls));
    for (const control of [
      'block',
      'mfa',
      'compliantDevice',
      'domainJoinedDevice',
      'approvedApplication',
      'compliantApplication',
      'passwordChange',
      'Custom Control',
      'Phishing-resistant MFA',
    ]) {
      expect(controls).toContain(control);
    }
    expect(found.some((policy) => String(policy.displayName).endsWith(' '))).toBe(true);
  });

  it('gives one policy with selected properties, and 404 for a policy that is gone', async () => {
    const one = await open.get(`${policies}/${policyIds.guests}?$select=displayName,state`);
    expect(Object.keys(one.body)).toEqual(['@odata.context', 'id', 'displayName', 'state']);
    expect((await open.get(`${policies}/${adminUser.id}`)).status).toBe(404);
    expect((await open.get(`${policies}/${policyIds.guests}?$expand=x`)).status).toBe(400);
  });

  it('has named locations by address and by country', async () => {
    const found = valuesOf(await open.get(locations));
    expect(new Set(found.map((one) => one['@odata.type']))).toEqual(
      new Set(['#microsoft.graph.ipNamedLocation', '#microsoft.graph.countryNamedLocation']),
    );
    expect((await open.get(`${locations}/${locationIds.offices}`)).body).toMatchObject({
      isTrusted: true,
    });
  });

  it('needs a permission', async () => {
    open.tenant.revoke('Policy.Read.ConditionalAccess');
    const answer = await open.get(policies);
    expect(answer.status).toBe(403);
    expect(errorOf(answer).code).toBe('AccessDenied');
  });

  it('writes a changed policy into the directory audits, old and new as JSON text', async () => {
    open.tenant.changePolicy(
      policyIds.mobileApps,
      { state: 'disabled' },
      adminUser.userPrincipalName,
    );
    open.advance(10);
    const filter = `targetResources/any(t: t/id eq '${policyIds.mobileApps}')`;
    const [entry] = valuesOf(await open.get(filtered('/v1.0/auditLogs/directoryAudits', filter)));
    expect(entry).toMatchObject({
      activityDisplayName: 'Update conditional access policy',
      initiatedBy: { user: { id: adminUser.id }, app: null },
    });
    const [target] = (entry?.targetResources ?? []) as JsonObject[];
    const [property] = (target?.modifiedProperties ?? []) as JsonObject[];
    expect(JSON.parse(String(property?.oldValue))).toMatchObject({ state: 'enabled' });
    expect(JSON.parse(String(property?.newValue))).toMatchObject({ state: 'disabled' });
    expect((await open.get(`${policies}/${policyIds.mobileApps}`)).body.state).toBe('disabled');
  });

  it('judges new sign-ins by the changed policy and leaves old ones as they were', async () => {
    const resultOf = async (id: string) => {
      const { body } = await open.get(`/beta/auditLogs/signIns/${id}`);
      return (body.appliedConditionalAccessPolicies as JsonObject[]).find(
        (one) => one.id === policyIds.mfaOutside,
      )?.result;
    };
    const before = open.tenant.addSignIn({});
    open.tenant.changePolicy(policyIds.mfaOutside, { state: 'disabled' });
    const after = open.tenant.addSignIn({});
    expect(await resultOf(before.id)).toBe('notApplied');
    expect(await resultOf(after.id)).toBe('notEnabled');
  });
});
