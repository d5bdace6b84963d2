import { roleTemplateId } from './role-templates.ts';

/** Roles whose holders run the tenant, as Entra marks them privileged; at most as many as one question may hold. */
const names = [
  'Global Administrator',
  'Privileged Role Administrator',
  'Privileged Authentication Administrator',
  'Security Administrator',
  'Conditional Access Administrator',
  'Authentication Administrator',
  'Authentication Policy Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
  'Hybrid Identity Administrator',
  'Intune Administrator',
  'User Administrator',
  'Helpdesk Administrator',
  'Password Administrator',
  'Exchange Administrator',
  'SharePoint Administrator',
  'Teams Administrator',
  'Groups Administrator',
  'Domain Name Administrator',
  'Directory Writers',
] as const;

/** Template ids of roles whose holders must not be locked out; never more than 20. */
export const privilegedRoleIds: readonly string[] = names.flatMap(
  (name) => roleTemplateId(name) ?? [],
);
