import { roleName, roleTemplateId } from './role-templates.ts';

/**
 * Directory roles that let their holders see which conditional access policies applied to a sign-in. Source: Graph’s
 * page of `signIn`, “roles for conditional access data”; a Global Administrator sees everything.
 */
const names = [
  'Global Administrator',
  'Global Reader',
  'Security Administrator',
  'Security Reader',
  'Conditional Access Administrator',
] as const;

/** Their template ids. */
export const rolesThatSeePolicies: readonly string[] = names.flatMap(
  (name) => roleTemplateId(name) ?? [],
);

/** True for a directory role that sees sign-ins without policies: Reports Reader, Security Operator. Groups and people are no roles. */
export function isRoleWithoutPolicies(id: string): boolean {
  return roleName(id) !== undefined && !rolesThatSeePolicies.includes(id);
}
