import type { JsonRecord } from '../../domain/record.ts';
import { changedFrom, sampleAudit, sampleTarget, sampleTargetUser } from './sample-audits.ts';
import { sampleSignIn } from './sample-sign-ins.ts';

const policyBefore = {
  displayName: 'Require MFA for all users',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'], excludeUsers: [] },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
};
const policyAfter = { ...policyBefore, state: 'disabled' };

/** A record of our own for each rule, by the rule's id, such as that rule is there for. */
export const sampleRecords: Readonly<Record<string, JsonRecord>> = {
  'ca-block': sampleSignIn({
    code: 53003,
    reason: 'Access has been blocked by Conditional Access policies.',
    policy: 'Allowed countries only',
    control: 'Block',
  }),
  'ca-prompt-unmet': sampleSignIn({
    code: 50074,
    reason: 'Strong Authentication is required.',
    policy: 'Require MFA for all users',
    control: 'Mfa',
  }),
  'ca-policy-changed': sampleAudit({
    activity: 'Update conditional access policy',
    category: 'Policy',
    service: 'Conditional Access',
    targets: [
      sampleTarget('Policy', 'Require MFA for all users', [
        changedFrom('ConditionalAccessPolicy', policyBefore, policyAfter),
      ]),
    ],
  }),
  'role-assigned': sampleAudit({
    activity: 'Add member to role',
    category: 'RoleManagement',
    service: 'Core Directory',
    targets: [
      sampleTargetUser([
        changedFrom('Role.DisplayName', undefined, 'Global Administrator'),
        changedFrom('Role.TemplateId', undefined, '62e90394-69f5-4237-9190-012177145e10'),
      ]),
    ],
  }),
  'app-consent': sampleAudit({
    activity: 'Consent to application',
    category: 'ApplicationManagement',
    service: 'Core Directory',
    targets: [
      sampleTarget('ServicePrincipal', 'Sample Survey App', [
        changedFrom('ConsentContext.IsAdminConsent', undefined, 'True'),
        changedFrom(
          'ConsentAction.Permissions',
          undefined,
          '[] => [[Id: sample, ConsentType: AllPrincipals, Scope: Mail.Read Files.Read.All]]',
        ),
      ]),
    ],
  }),
  'mfa-method-changed': sampleAudit({
    activity: 'Admin registered security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    reason: 'Admin registered phone method for user',
    targets: [sampleTargetUser()],
  }),
};
