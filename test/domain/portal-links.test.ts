import { describe, expect, it } from '@jest/globals';
import { composeLink } from '../../src/domain/compose-link.ts';
import { portalLinks } from '../../src/domain/portal-links.ts';
import type { PortalPageName } from '../../src/domain/portal-pages.ts';

const tenant = '7e0a0000-0000-4000-8000-000000000001';
const id = 'A11CE000-0000-4000-8000-000000000001';
const links = portalLinks('public', tenant);
const view = `https://entra.microsoft.com/${tenant}/#view`;
const profile = `${view}/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~`;

const pages: Readonly<Record<PortalPageName, { built: string | undefined; url: string }>> = {
  signIns: { built: links.signIns(), url: `${view}/Microsoft_AAD_IAM/SignInEventsV3Blade` },
  userSignIns: { built: links.userSignIns(id), url: `${profile}/SignIns/userId/${id}` },
  user: { built: links.user(id), url: `${profile}/overview/userId/${id}` },
  userRoles: { built: links.userRoles(id), url: `${profile}/AdministrativeRole/userId/${id}` },
  userMethods: {
    built: links.userMethods(id),
    url: `${profile}/UserAuthMethods/userId/${id}/hidePreviewBanner~/true`,
  },
  users: {
    built: links.user('nobody'),
    url: `${view}/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers`,
  },
  riskyUsers: {
    built: links.riskyUsers(),
    url: `${view}/Microsoft_AAD_IAM/IdentityProtectionMenuBlade/~/UsersAtRiskAlerts/fromNav/Identity`,
  },
  policy: {
    built: links.policy(id),
    url: `${view}/Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId/${id}`,
  },
  policies: {
    built: links.policies(),
    url: `${view}/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies`,
  },
  app: {
    built: links.app(id),
    url: `${view}/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${id}`,
  },
  apps: {
    built: links.app('nothing'),
    url: `${view}/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  },
  directoryAudits: {
    built: links.directoryAudits(),
    url: `${view}/Microsoft_AAD_IAM/AuditLogList.ReactView`,
  },
  errorCode: {
    built: links.errorCode(53003),
    url: 'https://login.microsoftonline.com/error?code=53003',
  },
  auditSearch: {
    built: links.auditSearch(),
    url: `https://purview.microsoft.com/audit/auditsearch?tid=${tenant}`,
  },
  defenderUser: {
    built: links.defenderUser(id),
    url: `https://security.microsoft.com/user?aad=${id}&tab=overview&tid=${tenant}`,
  },
};

describe('links into the portals', () => {
  it.each(Object.entries(pages))('%s opens its page in the right tenant', (_, { built, url }) => {
    expect(built).toBe(url);
  });

  it.each([
    ['usgov', 'entra.microsoft.us', 'login.microsoftonline.us', 'purview.microsoft.us'],
    ['usgovdod', 'entra.microsoft.us', 'login.microsoftonline.us', 'purview.apps.mil'],
    [
      'china',
      'entra.microsoftonline.cn',
      'login.partner.microsoftonline.cn',
      'purview.microsoft.cn',
    ],
  ] as const)('stay in the cloud %s', (cloud, entra, login, purview) => {
    const own = portalLinks(cloud, tenant);
    for (const url of [own.signIns(), own.user(id), own.policy(id), own.app(id)]) {
      expect(new URL(url).host).toBe(entra);
    }
    expect(new URL(own.errorCode(0)).host).toBe(login);
    expect(new URL(own.auditSearch()).host).toBe(purview);
  });

  it('lead to no page of a portal that a cloud does not have', () => {
    expect(portalLinks('usgov', tenant).defenderUser(id)).toMatch(
      /^https:\/\/security\.microsoft\.us\//,
    );
    expect(portalLinks('usgovdod', tenant).defenderUser(id)).toMatch(
      /^https:\/\/security\.apps\.mil\//,
    );
    expect(portalLinks('china', tenant).defenderUser(id)).toBeUndefined();
    expect(portalLinks('china', tenant).riskyUsers()).toBeUndefined();
  });

  it.each(['alice@contoso.example', '../../evil', `${id}/x`, '', 'javascript:alert(1)'])(
    'take no id %j that is not a GUID, and lead to the list instead',
    (bad) => {
      expect(links.userSignIns(bad)).toBe(links.signIns());
      for (const url of [links.user(bad), links.userRoles(bad), links.userMethods(bad)]) {
        expect(url).toBe(pages.users.url);
      }
      expect(links.policy(bad)).toBe(links.policies());
      expect(links.app(bad)).toBe(pages.apps.url);
      expect(links.defenderUser(bad)).toBeUndefined();
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

describe('a link that fills the compose box', () => {
  const bot = 'b0700000-0000-4000-8000-000000000001';

  it('opens the chat with the bot as Teams documents it, the text unbroken', () => {
    const text = 'signins for "Zoë & co" blocked last 24h';
    const url = composeLink(bot, text);
    expect(url).toMatch(
      new RegExp(`^https://teams\\.microsoft\\.com/l/chat/0/0\\?users=28:${bot}&message=`),
    );
    expect(new URL(url).searchParams.get('message')).toBe(text);
  });

  it('stays in its cloud, and is left out where there is no bot to write to', () => {
    expect(composeLink(bot, 'help', 'usgov')).toMatch(/^https:\/\/gov\.teams\.microsoft\.us\/l\//);
    expect(composeLink('', 'help')).toBe('');
  });
});
