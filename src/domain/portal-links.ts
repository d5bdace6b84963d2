/** Hosts of Microsoft's portals in each cloud. */
const hosts = {
  public: {
    entra: 'https://entra.microsoft.com',
    login: 'https://login.microsoftonline.com',
    purview: 'https://purview.microsoft.com',
  },
  usgov: {
    entra: 'https://entra.microsoft.us',
    login: 'https://login.microsoftonline.us',
    purview: 'https://purview.microsoft.us',
  },
  usgovdod: {
    entra: 'https://entra.microsoft.us',
    login: 'https://login.microsoftonline.us',
    purview: 'https://purview.apps.mil',
  },
  china: {
    entra: 'https://entra.microsoftonline.cn',
    login: 'https://login.partner.microsoftonline.cn',
    purview: 'https://purview.microsoft.cn',
  },
} as const;

export type PortalCloud = keyof typeof hosts;

/** Pages of Microsoft's portals, opened in the right tenant. No stable link to one sign-in is known. */
export interface PortalLinks {
  signIns(): string;
  /** All sign-ins when the id is no GUID. */
  userSignIns(userId: string): string;
  /** The list of users when the id is no GUID. */
  user(userId: string): string;
  /** The list of policies when the id is no GUID. */
  policy(id: string): string;
  policies(): string;
  directoryAudits(): string;
  errorCode(code: number): string;
  auditSearch(): string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Link builders for one tenant. Blade names are seen in public code and are no contract of Microsoft's; only
 * GUIDs go into a link, so that nothing from a log can bend it.
 */
export function portalLinks(cloud: PortalCloud, tenantId: string): PortalLinks {
  const { entra, login, purview } = hosts[cloud];
  const isTenantKnown = guid.test(tenantId);
  const blade = (path: string) => `${entra}/${isTenantKnown ? `${tenantId}/` : ''}#view/${path}`;
  const pageOf = (id: string, path: string, otherwise: string) =>
    guid.test(id) ? blade(`${path}/${encodeURIComponent(id)}`) : otherwise;
  const profile = 'Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade';
  const signIns = blade('Microsoft_AAD_IAM/SignInEventsV3Blade');
  const users = blade('Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers');
  const policies = blade('Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies');
  return {
    signIns: () => signIns,
    userSignIns: (userId) => pageOf(userId, `${profile}/~/SignIns/userId`, signIns),
    user: (userId) => pageOf(userId, `${profile}/~/overview/userId`, users),
    policy: (id) => pageOf(id, 'Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId', policies),
    policies: () => policies,
    directoryAudits: () => blade('Microsoft_AAD_IAM/AuditLogList.ReactView'),
    errorCode: (code) => `${login}/error?code=${Number.isSafeInteger(code) ? code : 0}`,
    auditSearch: () => `${purview}/audit/auditsearch${isTenantKnown ? `?tid=${tenantId}` : ''}`,
  };
}
