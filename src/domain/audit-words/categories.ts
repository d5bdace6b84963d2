import { spaced, startUpper } from '../sentence.ts';

/** Categories of the directory audit log (learn.microsoft.com, “Microsoft Entra audit log categories and activities”). */
export const auditCategories = [
  'AdministrativeUnit',
  'ApplicationManagement',
  'Authentication',
  'Authorization',
  'AuthorizationPolicy',
  'CertificateAuthority',
  'Contact',
  'CrossTenantAccessSettings',
  'CrossTenantIdentitySyncSettings',
  'Device',
  'DeviceConfiguration',
  'DirectoryManagement',
  'EntitlementManagement',
  'ExternalUserProfile',
  'GroupManagement',
  'IdentityProtection',
  'KeyManagement',
  'Label',
  'PermissionGrantPolicy',
  'Policy',
  'PolicyManagement',
  'ProvisioningManagement',
  'ResourceManagement',
  'RoleManagement',
  'UserManagement',
  'WorkflowManagement',
] as const;

/** `UserManagement` as the portal writes it: User management. */
export function categoryWords(category: string): string {
  return startUpper(spaced(category.charAt(0).toLowerCase() + category.slice(1)));
}

const letters = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '');

/** The category that was typed, in whatever spelling, or by its beginning: `user management`, `role`. */
export function categoryMeant(typed: string): string | undefined {
  const wanted = letters(typed);
  if (wanted === '') return undefined;
  return (
    auditCategories.find((category) => letters(category) === wanted) ??
    auditCategories.find((category) => letters(category).startsWith(wanted))
  );
}
