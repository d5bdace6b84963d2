import { roleTemplates } from '../identities.ts';
import type { Tenant } from '../tenant.ts';
import { GraphFailure, type GraphRequest } from './graph-message.ts';
import { policyPermissions } from './permissions.ts';

/** What somebody needs who asks with her own rights: a scope in the token and a role in the directory, where any is asked. */
interface Rule {
  readonly path: RegExp;
  readonly scopes: readonly string[];
  readonly roles?: readonly string[];
}

const { globalAdministrator, globalReader, securityAdministrator } = roleTemplates;
const { securityOperator, securityReader, reportsReader, conditionalAccessAdministrator } =
  roleTemplates;
const readers = [globalAdministrator, globalReader, securityAdministrator, securityReader];
const policyRoles = [...readers, conditionalAccessAdministrator];

/** After the pages of each call at learn.microsoft.com/graph/api. */
const rules: readonly Rule[] = [
  {
    path: /^auditLogs\//,
    scopes: ['AuditLog.Read.All'],
    roles: [...readers, securityOperator, reportsReader],
  },
  { path: /^identity\/conditionalAccess\//, scopes: policyPermissions, roles: policyRoles },
  {
    path: /^identityProtection\//,
    scopes: ['IdentityRiskyUser.Read.All'],
    roles: [...readers, securityOperator],
  },
  { path: /^users(\/|$)/, scopes: ['User.Read.All', 'Directory.Read.All'] },
  {
    path: /^(groups|servicePrincipals|directory|directoryRoles|organization)(\/|$)/,
    scopes: ['Directory.Read.All'],
  },
];

function holdsOne({ person }: GraphRequest, tenant: Tenant, roles: readonly string[]): boolean {
  const known = person && tenant.findPerson(person.id);
  if (known === undefined) return false;
  const held = tenant.memberships(known);
  return roles.some((role) => held.has(role));
}

/** Refuses what a person may not see, whatever the application may. */
export function requireOwnRights(request: GraphRequest, tenant: Tenant): void {
  const { person } = request;
  if (person === undefined) return;
  const rule = rules.find(({ path }) => path.test(request.path.join('/')));
  const isInScope = rule?.scopes.some((scope) => person.scopes.includes(scope)) ?? false;
  if (!isInScope) {
    throw new GraphFailure(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
  if (rule?.roles && !holdsOne(request, tenant, rule.roles)) {
    throw new GraphFailure(
      403,
      'Authentication_RequestFromUnsupportedUserRole',
      "User isn't in the allowed roles",
    );
  }
}

/** Whether conditional access stands in sign-ins that are shown to this caller. */
export function maySeeDecisions(request: GraphRequest, tenant: Tenant): boolean {
  return request.person === undefined || holdsOne(request, tenant, policyRoles);
}
