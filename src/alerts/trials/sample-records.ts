import type { JsonRecord } from '../../domain/record.ts';
import { changedFrom, sampleAudit, sampleTarget, sampleTargetUser } from './sample-audits.ts';
import {
  samplePerson,
  sampleRefusal,
  sampleSignIn,
  sampleWrongPassword,
} from './sample-sign-ins.ts';

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

/** Records of a rule by the rule's own numbers, oldest first. */
type SampleOf = (numbers: Readonly<Record<string, number>>) => readonly JsonRecord[];

const several = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

const one =
  (record: JsonRecord): SampleOf =>
  () => [record];

/** Records of our own for each rule, by the rule's id, such as that rule is there for. */
export const sampleRecords: Readonly<Record<string, SampleOf>> = {
  'ca-block': one(
    sampleRefusal({
      code: 53003,
      reason: 'Access has been blocked by Conditional Access policies.',
      policy: 'Allowed countries only',
      control: 'Block',
    }),
  ),
  'ca-prompt-unmet': ({ times = 1 }) =>
    several(times, () =>
      sampleRefusal({
        code: 50074,
        reason: 'Strong Authentication is required.',
        policy: 'Require MFA for all users',
        control: 'Mfa',
      }),
    ),
  'ca-policy-changed': one(
    sampleAudit({
      activity: 'Update conditional access policy',
      category: 'Policy',
      service: 'Conditional Access',
      targets: [
        sampleTarget('Policy', 'Require MFA for all users', [
          changedFrom('ConditionalAccessPolicy', policyBefore, policyAfter),
        ]),
      ],
    }),
  ),
  'role-assigned': one(
    sampleAudit({
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
  ),
  'app-consent': one(
    sampleAudit({
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
  ),
  'mfa-method-changed': one(
    sampleAudit({
      activity: 'Admin registered security info',
      category: 'UserManagement',
      service: 'Authentication Methods',
      reason: 'Admin registered phone method for user',
      targets: [sampleTargetUser()],
    }),
  ),
  'break-glass-used': one(sampleSignIn()),
  'failures-then-success': ({ tries = 1 }) => [
    ...several(tries, () => sampleWrongPassword()),
    sampleSignIn({ ipAddress: '198.51.100.23', deviceDetail: {} }),
  ],
  'password-spray': ({ people = 1 }) =>
    several(people, (n) => sampleWrongPassword(samplePerson(n))),
  'brute-force': ({ tries = 1 }) => several(tries, () => sampleWrongPassword()),
  'risky-sign-in': one(sampleSignIn({ riskLevelDuringSignIn: 'high', riskState: 'atRisk' })),
  'legacy-auth-succeeded': one(
    sampleSignIn({ clientAppUsed: 'IMAP4', deviceDetail: { browser: '', operatingSystem: '' } }),
  ),
  'device-code-used': one(sampleSignIn({ authenticationProtocol: 'deviceCode' })),
};
