import type { ActivityService } from '../activity/activity-row.ts';
import type { Tenant } from '../tenant.ts';
import { GraphFailure } from './graph-message.ts';

/** Permissions that let an application see what conditional access decided. */
export const policyPermissions = [
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
];

/** Refuses as the log service does. */
export function requireLogAccess(tenant: Tenant): void {
  if (tenant.holds('AuditLog.Read.All')) return;
  throw new GraphFailure(
    403,
    'Authentication_MSGraphPermissionMissing',
    'The principal does not have required Microsoft Graph permission(s): AuditLog.Read.All to call this API. For more information about Microsoft Graph permissions, please visit https://learn.microsoft.com/graph/permissions-overview.',
  );
}

const activityServices: readonly ActivityService[] = [
  'Exchange',
  'SharePoint',
  'OneDrive',
  'Entra',
  'CRM',
  'Endpoint',
];

/** Refuses as the unified audit log does; else gives the services that may be seen, undefined for all. */
export function requireActivityAccess(tenant: Tenant): ReadonlySet<ActivityService> | undefined {
  if (tenant.holds('AuditLogsQuery.Read.All')) return undefined;
  const seen = activityServices.filter((one) => tenant.holds(`AuditLogsQuery-${one}.Read.All`));
  if (seen.length > 0) return new Set(seen);
  throw new GraphFailure(
    403,
    'Forbidden',
    'Insufficient privileges to complete the operation. The application needs one of: AuditLogsQuery.Read.All, AuditLogsQuery-Entra.Read.All, AuditLogsQuery-Exchange.Read.All, AuditLogsQuery-OneDrive.Read.All, AuditLogsQuery-SharePoint.Read.All.',
  );
}

/** Refuses as the sign-in log does in a tenant without Entra ID P1. */
export function requirePremium(tenant: Tenant): void {
  if (tenant.licence !== 'free') return;
  throw new GraphFailure(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  );
}

/** Refuses as the directory does. */
export function requireDirectoryAccess(tenant: Tenant, ...anyOf: string[]): void {
  if (tenant.holds('Directory.Read.All', ...anyOf)) return;
  throw new GraphFailure(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

/** Refuses as conditional access does. */
export function requirePolicyAccess(tenant: Tenant): void {
  if (tenant.holds(...policyPermissions)) return;
  throw new GraphFailure(
    403,
    'AccessDenied',
    'You cannot perform the requested operation, required scopes are missing in the token.',
  );
}
