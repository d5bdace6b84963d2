/** How far a page's address can be relied on. None of them is a contract of Microsoft's. */
export type Sureness =
  /** Microsoft's own documentation or error texts give it. */
  | 'documented'
  /** Many public repositories build exactly this. */
  | 'widely used'
  /** One or two tools build it. */
  | 'seen';

/** One page of a portal: what stands behind the host, `{name}` where a value goes. */
export interface PortalPageAddress {
  readonly portal: 'entra' | 'login' | 'purview' | 'defender';
  readonly path: string;
  readonly evidence: string;
  readonly sure: Sureness;
  /** Clouds where what the page shows does not exist. */
  readonly missingIn?: readonly 'china'[];
}

const profile = 'Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~';

/** Every page that cards link to. Entra's are blades behind `#view/`, in the tenant's own part of the portal. */
export const portalPages = {
  signIns: {
    portal: 'entra',
    path: 'Microsoft_AAD_IAM/SignInEventsV3Blade',
    evidence: 'Maester and others; Microsoft’s support texts name the blade',
    sure: 'widely used',
  },
  userSignIns: {
    portal: 'entra',
    path: `${profile}/SignIns/userId/{userId}`,
    evidence: 'three repositories, two of them with a sign-in name as id',
    sure: 'seen',
  },
  user: {
    portal: 'entra',
    path: `${profile}/overview/userId/{userId}`,
    evidence: 'Maester, EntraOps and many scripts',
    sure: 'widely used',
  },
  userRoles: {
    portal: 'entra',
    path: `${profile}/AdministrativeRole/userId/{userId}`,
    evidence: 'Maester’s link to a user’s roles',
    sure: 'widely used',
  },
  userMethods: {
    portal: 'entra',
    path: `${profile}/UserAuthMethods/userId/{userId}/hidePreviewBanner~/true`,
    evidence: 'Maester and Microsoft’s Zero Trust assessment',
    sure: 'widely used',
  },
  users: {
    portal: 'entra',
    path: 'Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers',
    evidence: 'many scripts',
    sure: 'widely used',
  },
  riskyUsers: {
    portal: 'entra',
    path: 'Microsoft_AAD_IAM/IdentityProtectionMenuBlade/~/UsersAtRiskAlerts/fromNav/Identity',
    evidence: 'Maester’s link to identity protection',
    sure: 'seen',
    missingIn: ['china'],
  },
  policy: {
    portal: 'entra',
    path: 'Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId/{policyId}',
    evidence: 'Maester, Microsoft’s Zero Trust assessment and dozens more',
    sure: 'widely used',
  },
  policies: {
    portal: 'entra',
    path: 'Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies',
    evidence: 'Maester and many scripts',
    sure: 'widely used',
  },
  app: {
    portal: 'entra',
    path: 'Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/{servicePrincipalId}',
    evidence:
      'Maester and many scripts, most with /appId/… behind it; it wants the service principal’s id',
    sure: 'widely used',
  },
  apps: {
    portal: 'entra',
    path: 'Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview',
    evidence: 'vendors’ set-up pages by the dozen',
    sure: 'widely used',
  },
  directoryAudits: {
    portal: 'entra',
    path: 'Microsoft_AAD_IAM/AuditLogList.ReactView',
    evidence: 'five repositories and a blog; other blade names for it are less consistent',
    sure: 'seen',
  },
  errorCode: {
    portal: 'login',
    path: 'error?code={code}',
    evidence: 'Microsoft’s page on Entra error codes',
    sure: 'documented',
  },
  auditSearch: {
    portal: 'purview',
    path: 'audit/auditsearch',
    evidence: 'Maester and CIPP, with ?tid= for the tenant',
    sure: 'widely used',
  },
  defenderUser: {
    portal: 'defender',
    path: 'user?aad={userId}&tab=overview',
    evidence: 'several security tools, with upn and tid beside it',
    sure: 'seen',
  },
} as const satisfies Record<string, PortalPageAddress>;

export type PortalPageName = keyof typeof portalPages;
