/** Microsoft Graph itself, in every tenant of the public cloud and the national ones. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** An application permission of Microsoft Graph: what appRoles call `value` and `id`. */
export interface Permission {
  readonly name: string;
  readonly id: string;
}

/**
 * What the bot needs by the README's table, all of it to read: ids as in learn.microsoft.com/graph/permissions-reference.
 * Policy.Read.All stands for Policy.Read.ConditionalAccess too, which does not open the list of policies to an application.
 */
export const neededPermissions: readonly Permission[] = [
  { name: 'AuditLog.Read.All', id: 'b0afded3-3588-46d8-8b3d-9842eff778da' },
  { name: 'AuditLogsQuery.Read.All', id: '5e1e9171-754d-478c-812c-f1755a9a4c2d' },
  { name: 'Policy.Read.All', id: '246dd0d5-5bd0-4def-940b-0421030a5b68' },
  { name: 'User.Read.All', id: 'df021288-bdef-4463-88db-98f22de89214' },
  { name: 'IdentityRiskyUser.Read.All', id: 'dc5007c0-2d7d-4c42-879c-2dab87571379' },
  { name: 'RoleManagement.Read.Directory', id: '483bed4a-2ad3-4361-a73b-c83ccdbdc53c' },
  { name: 'Reports.Read.All', id: '230c1aed-a721-4c5d-9cb4-a90514e508ef' },
  { name: 'Directory.Read.All', id: '7ab1d382-f21e-4acd-a863-ba3e13f7da61' },
];
