/** An activity's name for comparing: lower case, one kind of dash, no full stop or blanks at its ends. */
export function plainActivity(activity: string): string {
  return activity
    .toLowerCase()
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/[\s.]+$/, '')
    .trim();
}

/**
 * Activities that give power over the tenant or take safety away; names as the Sigma rules for Entra's audit log use
 * them (github.com/SigmaHQ/sigma, rules/cloud/azure/audit_logs).
 */
const important =
  /conditional access policy|named location|member to role|eligible member|add service principal|delegated permission grant|app role assignment to service principal|owner to (application|service principal)|certificates and secrets management|federation settings|domain authentication|strong authentication|admin registered security info|security info|consent to application|delete application|bitlocker key|local administrator password|hard delete|company information|cross-tenant/;

export function isImportant(activity: string): boolean {
  return important.test(plainActivity(activity));
}

/** What people type, beside what the log has: its own names of activities that are asked for most. */
export const usualActivities = [
  'Add conditional access policy',
  'Update conditional access policy',
  'Delete conditional access policy',
  'Add named location',
  'Update named location',
  'Delete named location',
  'Add member to role',
  'Add eligible member to role',
  'Remove member from role',
  'Add member to role completed (PIM activation)',
  'Add member to group',
  'Remove member from group',
  'Add user',
  'Update user',
  'Delete user',
  'Restore user',
  'Disable account',
  'Enable account',
  'Invite external user',
  'Reset user password',
  'Change user password',
  'Change user license',
  'User registered security info',
  'User deleted security info',
  'Admin registered security info',
  'Disable Strong Authentication',
  'Add application',
  'Update application',
  'Delete application',
  'Update application – Certificates and secrets management',
  'Add service principal',
  'Add owner to application',
  'Add app role assignment to service principal',
  'Add delegated permission grant',
  'Consent to application',
  'Add device',
  'Update device',
  'Delete device',
  'Add group',
  'Update group',
  'Delete group',
  'Set federation settings on domain',
  'Update policy',
] as const;
