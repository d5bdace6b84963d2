import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPortalLink } from '../../src/domain/portal-link-reading.ts';
import { portalLinks } from '../../src/domain/portal-links.ts';

const tenantId = '7e0a0000-0000-4000-8000-000000000001';
const other = '7e0a0000-0000-4000-8000-000000000002';
const id = 'a11ce000-0000-4000-8000-000000000001';
const home = { cloud: 'public', tenantId } as const;
const read = (url: string) => readPortalLink(url, home);
const profile = '#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~';

const clouds = fc.constantFrom('public', 'usgov', 'usgovdod', 'china');
const ids = fc.uuid().map((one) => one.toLowerCase());

describe('a link into the portal', () => {
  it('is read as what it was built for, in every cloud', () => {
    fc.assert(
      fc.property(clouds, ids, ids, (cloud, tenant, one) => {
        const links = portalLinks(cloud, tenant);
        const where = { cloud, tenantId: tenant };
        expect(readPortalLink(links.user(one), where)).toEqual({ kind: 'user', userId: one });
        expect(readPortalLink(links.userRoles(one), where)).toEqual({ kind: 'user', userId: one });
        expect(readPortalLink(links.userMethods(one), where)).toEqual({
          kind: 'user',
          userId: one,
        });
        expect(readPortalLink(links.userSignIns(one), where)).toEqual({
          kind: 'user-sign-ins',
          userId: one,
        });
        expect(readPortalLink(links.policy(one), where)).toEqual({ kind: 'policy', policyId: one });
        expect(readPortalLink(links.policies(), where)).toEqual({ kind: 'policies' });
        expect(readPortalLink(links.signIns(), where)).toEqual({ kind: 'sign-ins' });
        expect(readPortalLink(links.directoryAudits(), where)).toEqual({ kind: 'audits' });
      }),
    );
  });

  it.each([
    [`https://entra.microsoft.com/${profile}/overview/userId/${id}`, 'user'],
    [`https://entra.microsoft.com/?feature.x=true${profile}/overview/userId/${id}`, 'user'],
    [
      `https://entra.microsoft.com/${profile}/overview/userId/${id}/hidePreviewBanner~/true`,
      'user',
    ],
    [`https://portal.azure.com/${profile}/SignIns/userId/${id.toUpperCase()}`, 'user-sign-ins'],
    [
      `https://portal.azure.com/#@${tenantId}/view/Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId/${id}`,
      'policy',
    ],
    [
      `https://portal.azure.com/#blade/Microsoft_AAD_ConditionalAccess/PolicyBlade/policyName/x/policyId/${id}`,
      'policy',
    ],
    [
      'https://portal.azure.com/#blade/Microsoft_AAD_IAM/ActiveDirectoryMenuBlade/~/SignIns',
      'sign-ins',
    ],
    [
      'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInEventsV3Blade/timeRangeType/last7days',
      'sign-ins',
    ],
  ])('is understood as people copy it: %s', (url, kind) => {
    expect(read(url)).toMatchObject({ kind });
  });

  it.each([
    ['another host', `https://entra.microsoft.com.evil.example/${profile}/overview/userId/${id}`],
    ['a host of another cloud', `https://entra.microsoft.us/${profile}/overview/userId/${id}`],
    [
      'a host in the user name',
      `https://entra.microsoft.com@evil.example/${profile}/overview/userId/${id}`,
    ],
    ['a user name', `https://a:b@entra.microsoft.com/${profile}/overview/userId/${id}`],
    ['another port', `https://entra.microsoft.com:8443/${profile}/overview/userId/${id}`],
    ['plain http', `http://entra.microsoft.com/${profile}/overview/userId/${id}`],
    ['another tenant', `https://entra.microsoft.com/${other}/${profile}/overview/userId/${id}`],
    [
      'another tenant behind #@',
      `https://portal.azure.com/#@${other}/${profile.slice(1)}/overview/userId/${id}`,
    ],
    [
      'a tenant by its domain',
      `https://portal.azure.com/#@contoso.com/${profile.slice(1)}/overview/userId/${id}`,
    ],
    [
      'an id that is none',
      `https://entra.microsoft.com/${profile}/overview/userId/alice@contoso.example`,
    ],
    ['no id', `https://entra.microsoft.com/${profile}/overview/userId`],
    [
      'a page that is not read',
      'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/GroupsManagementMenuBlade',
    ],
    [
      'the same blade of another service',
      `https://portal.azure.com/#view/Contoso_X/PolicyBlade/policyId/${id}`,
    ],
    ['no page', 'https://entra.microsoft.com/'],
    ['broken escapes', 'https://entra.microsoft.com/#view/%E0%A4%A/PolicyBlade'],
    [
      'endless words',
      `https://entra.microsoft.com/${profile}/overview/userId/${id}/${'x'.repeat(3000)}`,
    ],
    ['no address', 'entra'],
    ['nothing', ''],
  ])('with %s is not read', (_, url) => {
    expect(read(url)).toBeUndefined();
  });

  it('is never the cause of a failure, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true })), (pasted) => {
        expect(read(pasted)).toBeUndefined();
        expect(read(`https://entra.microsoft.com/#view/${pasted}`)?.kind).not.toBe('policy');
      }),
    );
  });
});
