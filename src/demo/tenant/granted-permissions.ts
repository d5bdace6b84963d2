/** The application permissions that the known client holds at the start. */
export const defaultPermissions = [
  'AuditLog.Read.All',
  'User.Read.All',
  'Policy.Read.ConditionalAccess',
  'IdentityRiskyUser.Read.All',
  'RoleManagement.Read.Directory',
  'GroupMember.Read.All',
  'Organization.Read.All',
  'Application.Read.All',
  'AuditLogsQuery.Read.All',
  'Exchange.ManageAsApp',
] as const;

/** Delegated permissions of the known client, as the README asks for them. */
export const delegatedPermissions = [
  'AuditLog.Read.All',
  'Directory.Read.All',
  'Policy.Read.All',
  'IdentityRiskyUser.Read.All',
] as const;
