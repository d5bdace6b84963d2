import { describe, expect, it } from '@jest/globals';
import { portalLinks } from '../../src/domain/portal-links.ts';

const tenant = '7e0a0000-0000-4000-8000-000000000001';
const id = 'A11CE000-0000-4000-8000-000000000001';
const links = portalLinks('public', tenant);

describe('links into the portals', () => {
  it('open the page in the right tenant', () => {
    const view = `https://entra.microsoft.com/${tenant}/#view`;
    expect(links.signIns()).toBe(`${view}/Microsoft_AAD_IAM/SignInEventsV3Blade`);
    expect(links.userSignIns(id)).toBe(
      `${view}/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/SignIns/userId/${id}`,
    );
    expect(links.user(id)).toBe(
      `${view}/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${id}`,
    );
    expect(links.policy(id)).toBe(
      `${view}/Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId/${id}`,
    );
    expect(links.policies()).toBe(
      `${view}/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies`,
    );
    expect(links.directoryAudits()).toBe(`${view}/Microsoft_AAD_IAM/AuditLogList.ReactView`);
    expect(links.auditSearch()).toBe(
      `https://purview.microsoft.com/audit/auditsearch?tid=${tenant}`,
    );
    expect(links.errorCode(53003)).toBe('https://login.microsoftonline.com/error?code=53003');
  });

  it.each([
    ['usgov', 'entra.microsoft.us', 'login.microsoftonline.us'],
    ['usgovdod', 'entra.microsoft.us', 'login.microsoftonline.us'],
    ['china', 'entra.microsoftonline.cn', 'login.partner.microsoftonline.cn'],
  ] as const)('stay in the cloud %s', (cloud, entra, login) => {
    const own = portalLinks(cloud, tenant);
    expect(new URL(own.signIns()).host).toBe(entra);
    expect(new URL(own.errorCode(0)).host).toBe(login);
    expect(new URL(own.auditSearch()).host).not.toBe('purview.microsoft.com');
  });

  it.each(['alice@contoso.example', '../../evil', `${id}/x`, '', 'javascript:alert(1)'])(
    'take no id %j that is not a GUID, and lead to the list instead',
    (bad) => {
      expect(links.userSignIns(bad)).toBe(links.signIns());
      expect(links.user(bad)).toMatch(/~\/AllUsers$/);
      expect(links.policy(bad)).toBe(links.policies());
    },
  );

  it('do without the tenant when it is not known', () => {
    expect(portalLinks('public', 'demo').signIns()).toBe(
      'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInEventsV3Blade',
    );
    expect(portalLinks('public', '').auditSearch()).toBe(
      'https://purview.microsoft.com/audit/auditsearch',
    );
  });
});
