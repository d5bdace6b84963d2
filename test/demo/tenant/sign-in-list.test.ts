import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alice, guest, policyIds } from '../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../src/demo/tenant/json.ts';
import {
  errorOf,
  filtered,
  type OpenTenant,
  openTenant,
  startTime,
  valuesOf,
} from './tenant-client.ts';

const newMembers = { Prefer: 'include-unknown-enum-members' };
const beta = '/beta/auditLogs/signIns';
const v1 = '/v1.0/auditLogs/signIns';

function policiesOf(record: JsonObject | undefined): JsonObject[] {
  return (record?.appliedConditionalAccessPolicies ?? []) as JsonObject[];
}

describe('the sign-in log of the simulated tenant', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant({ signInCount: 300 });
  });
  afterEach(() => open.running.close());

  it('is newest first and can be turned round', async () => {
    const times = async (path: string) =>
      valuesOf(await open.get(path)).map((one) => Date.parse(String(one.createdDateTime)));
    const newest = await times(beta);
    expect(newest).toEqual([...newest].sort((a, b) => b - a));
    const oldest = await times(`${beta}?$orderby=${encodeURIComponent('createdDateTime asc')}`);
    expect(oldest).toEqual([...newest].reverse());
  });

  it('shows interactive sign-ins only, unless other types are asked for', async () => {
    const plain = valuesOf(await open.get(beta));
    expect(new Set(plain.map((one) => one.isInteractive))).toEqual(new Set([true]));
    const types = ['nonInteractiveUser', 'servicePrincipal', 'managedIdentity'];
    for (const type of types) {
      const found = valuesOf(
        await open.get(filtered(beta, `signInEventTypes/any(t: t eq '${type}')`)),
      );
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((one) => String(one.signInEventTypes) === type)).toBe(true);
    }
    const both = valuesOf(
      await open.get(
        filtered(
          beta,
          "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')",
        ),
      ),
    );
    expect(new Set(both.map((one) => String(one.signInEventTypes))).size).toBe(2);
  });

  it('has in v1.0 interactive sign-ins and the smaller set of properties, with seven digits', async () => {
    const records = valuesOf(await open.get(v1));
    expect(records.every((one) => one.isInteractive === true)).toBe(true);
    for (const name of [
      'authenticationDetails',
      'signInEventTypes',
      'userType',
      'networkLocationDetails',
    ]) {
      expect(records.some((one) => name in one)).toBe(false);
    }
    expect(records.every((one) => /\.\d{7}Z$/.test(String(one.createdDateTime)))).toBe(true);
    expect(Object.keys(policiesOf(records[0])[0] ?? {})).toEqual([
      'id',
      'displayName',
      'enforcedGrantControls',
      'enforcedSessionControls',
      'result',
    ]);
    expect(
      (await open.get(filtered(v1, "signInEventTypes/any(t: t eq 'servicePrincipal')"))).status,
    ).toBe(400);
  });

  it('has whole seconds on beta sometimes', async () => {
    const times = valuesOf(await open.get(beta)).map((one) => String(one.createdDateTime));
    expect(times.some((time) => /:\d\dZ$/.test(time))).toBe(true);
    expect(times.some((time) => /\.\d{7}Z$/.test(time))).toBe(true);
  });

  it('writes report-only results as unknownFutureValue without the Prefer header', async () => {
    const results = async (headers: Record<string, string>) => {
      const records = valuesOf(await open.get(filtered(beta, `userId eq '${alice.id}'`), headers));
      return new Set(records.flatMap(policiesOf).map((policy) => String(policy.result)));
    };
    const plain = await results({});
    expect(plain).toContain('unknownFutureValue');
    expect([...plain].some((result) => result.startsWith('reportOnly'))).toBe(false);
    const full = await results(newMembers);
    expect(full).not.toContain('unknownFutureValue');
    for (const result of [
      'reportOnlySuccess',
      'reportOnlyFailure',
      'reportOnlyInterrupted',
      'reportOnlyNotApplied',
    ]) {
      expect(full).toContain(result);
    }
  });

  it('leaves conditional access data out, not empty, without a Policy.Read permission', async () => {
    open.tenant.revoke('Policy.Read.ConditionalAccess');
    for (const path of [beta, v1]) {
      const records = valuesOf(await open.get(path));
      expect(records.some((one) => 'appliedConditionalAccessPolicies' in one)).toBe(false);
      expect(records.some((one) => one.conditionalAccessStatus === 'failure')).toBe(true);
    }
    open.tenant.grant('Policy.Read.All');
    expect(policiesOf(valuesOf(await open.get(beta))[0])).toHaveLength(12);
  });

  it('is refused without AuditLog.Read.All and without a P1 licence', async () => {
    open.tenant.revoke('AuditLog.Read.All');
    const denied = await open.get(beta);
    expect(denied.status).toBe(403);
    expect(errorOf(denied).message).toContain('AuditLog.Read.All');
    open.tenant.grant('AuditLog.Read.All');
    open.tenant.setLicence('free');
    const free = await open.get(v1);
    expect(free.status).toBe(403);
    expect(errorOf(free)).toEqual({
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      message: "Neither tenant is B2C or tenant doesn't have premium license",
    });
    expect((await open.get('/v1.0/auditLogs/directoryAudits?$top=1')).status).toBe(200);
  });

  it('hides risk without a P2 licence', async () => {
    open.tenant.setLicence('P1');
    const [record] = valuesOf(await open.get(`${beta}?$top=1`));
    expect(record).toMatchObject({
      riskDetail: 'hidden',
      riskLevelAggregated: 'hidden',
      riskLevelDuringSignIn: 'hidden',
    });
  });

  it('refuses dates before its thirty days and pages over a thousand', async () => {
    const edge = startTime.getTime() - 30 * 86_400_000;
    const at = (ms: number) => filtered(beta, `createdDateTime ge ${new Date(ms).toISOString()}`);
    expect((await open.get(at(edge))).status).toBe(200);
    const tooOld = await open.get(at(edge - 1000));
    expect(tooOld.status).toBe(400);
    expect(errorOf(tooOld)).toMatchObject({
      code: 'BadRequest',
      message: expect.stringMatching(/^Invalid filter clause/),
    });
    expect((await open.get(`${beta}?$top=1000`)).status).toBe(200);
    expect((await open.get(`${beta}?$top=1001`)).status).toBe(400);
    expect((await open.get(`${beta}?$top=0`)).status).toBe(400);
    expect((await open.get(`${beta}?$skip=5`)).status).toBe(400);
    expect((await open.get(`${beta}?$orderby=userDisplayName`)).status).toBe(400);
  });

  it('gives one sign-in by its id, and only selected properties when asked', async () => {
    const [record] = valuesOf(await open.get(`${beta}?$top=1`));
    const one = await open.get(`${beta}/${record?.id}`, newMembers);
    expect(one.body).toMatchObject({ id: record?.id, correlationId: record?.correlationId });
    const few = await open.get(`${beta}/${record?.id}?$select=id,status`);
    expect(Object.keys(few.body)).toEqual(['@odata.context', 'id', 'status']);
    expect((await open.get(`${beta}/no-such-id`)).status).toBe(404);
    expect((await open.get(`${beta}?$select=shoeSize`)).status).toBe(400);
  });

  it('names guests by their own address and everybody in lower case', async () => {
    open.tenant.addSignIn({ userId: guest.id });
    const [record] = valuesOf(await open.get(filtered(beta, `userId eq '${guest.id}'`)));
    expect(record).toMatchObject({ userPrincipalName: 'gwen@partner.com', userType: 'guest' });
  });

  it('tells how every policy decided and why', async () => {
    open.tenant.addSignIn({ userId: alice.id, status: { errorCode: 53003 } });
    const [record] = valuesOf(await open.get(`${beta}?$top=1`));
    const policy = policiesOf(record).find((one) => one.id === policyIds.blockCountries);
    expect(policy).toMatchObject({
      result: 'failure',
      enforcedGrantControls: ['Block'],
      includeRulesSatisfied: expect.arrayContaining([
        { conditionalAccessCondition: 'location', ruleSatisfied: 'allLocations' },
      ]),
    });
    expect(record).toMatchObject({
      conditionalAccessStatus: 'failure',
      status: { errorCode: 53003, failureReason: expect.any(String) },
    });
  });
});
