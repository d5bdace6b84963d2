import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alice } from '../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../src/demo/tenant/json.ts';
import { filtered, type OpenTenant, openTenant, valuesOf } from './tenant-client.ts';

const audits = '/v1.0/auditLogs/directoryAudits';

describe('directory audits of the simulated tenant', () => {
  let open: OpenTenant;
  beforeAll(async () => {
    open = await openTenant();
  });
  afterAll(() => open.running.close());

  it('reach back thirty days and have ids that are no GUIDs', async () => {
    const entries = valuesOf(await open.get(`${audits}?$top=1000`));
    expect(entries.length).toBeGreaterThan(500);
    expect(entries.every((one) => /^[A-Za-z]+_[0-9a-f-]{36}_/.test(String(one.id)))).toBe(true);
    expect((await open.get(`${audits}/${entries[0]?.id}`)).body.id).toBe(entries[0]?.id);
  });

  it('have people, applications and the system as actors, one of user and app being null', async () => {
    const actors = valuesOf(await open.get(audits)).map((one) => one.initiatedBy as JsonObject);
    expect(actors.every((one) => (one.user === null) !== (one.app === null))).toBe(true);
    expect(actors.some((one) => one.app !== null)).toBe(true);
    expect(JSON.stringify(actors)).toContain('00000000-0000-0000-0000-000000000000');
  });

  it('carry old and new values as JSON text, and sometimes as text that is none', async () => {
    const text = JSON.stringify(valuesOf(await open.get(audits)));
    expect(text).toContain('"oldValue":"[\\"Sales\\"]"');
    expect(text).toContain('"newValue":"not json"');
  });

  it.each([
    `initiatedBy/user/id eq '${alice.id}'`,
    `targetResources/any(t: t/id eq '${alice.id}')`,
    "activityDateTime ge 2026-11-01T00:00:00Z and (activityDisplayName eq 'Add member to group' or category eq 'RoleManagement')",
    "startswith(activityDisplayName,'Update application')",
    "loggedByService eq 'PIM'",
    "initiatedBy/app/displayName eq 'Microsoft Azure AD Connect'",
    "targetResources/any(t: startswith(t/displayName,'Alice'))",
  ])('are found by %s', async (filter) => {
    const answer = await open.get(filtered(audits, filter));
    expect(answer.status).toBe(200);
    expect(valuesOf(answer).length).toBeGreaterThan(0);
  });

  it.each([
    "result eq 'failure'",
    'createdDateTime ge 2026-11-01T00:00:00Z',
    "activityDateTime ge '2026-11-01T00:00:00Z'",
    "activityDisplayName ne 'x'",
  ])('refuse %s', async (filter) => {
    expect((await open.get(filtered(audits, filter))).status).toBe(400);
  });

  it('reach back seven days only without a licence', async () => {
    open.tenant.setLicence('free');
    const entries = valuesOf(await open.get(`${audits}?$top=1000`));
    open.tenant.setLicence('P2');
    expect(entries.length).toBeLessThan(200);
  });

  it('take entries made by hand', async () => {
    open.tenant.addDirectoryAudit({ activityDisplayName: 'Read BitLocker key', result: 'failed' });
    const [entry] = valuesOf(await open.get(`${audits}?$top=1`));
    expect(entry).toMatchObject({
      activityDisplayName: 'Read BitLocker key',
      result: 'failed',
      category: 'UserManagement',
    });
  });
});
