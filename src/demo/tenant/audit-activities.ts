import { type AuditDraft, changed, target, targetPerson } from './directory-audit.ts';
import { groups } from './groups.ts';
import { roleTemplates } from './identities.ts';
import type { Person } from './people.ts';
import { guidAt, pick, type Random } from './random.ts';

/** Makes one believable activity by and to the people given. */
export type Activity = (actor: Person, subject: Person, random: Random) => AuditDraft;

const core = { category: 'UserManagement', service: 'Core Directory' };

/** What happens in a directory on ordinary days. */
export const activities: readonly Activity[] = [
  (actor, subject, random) => ({
    ...core,
    activity: 'Update user',
    actor: { person: actor },
    targets: [
      targetPerson(subject, [
        changed('Department', ['Sales'], [subject.department ?? 'Sales']),
        changed('JobTitle', [], [pick(random, ['Lead', 'Planner', 'Head of <Sales>'])]),
        {
          displayName: 'Included Updated Properties',
          oldValue: null,
          newValue: '"Department, JobTitle"',
        },
      ]),
    ],
    details: [{ key: 'UserType', value: 'Member' }],
  }),
  (actor, subject) => ({
    ...core,
    activity: 'Reset user password',
    operation: 'Update',
    actor: { person: actor },
    reason: 'None',
    targets: [targetPerson(subject)],
  }),
  (actor, subject, random) => {
    const group = pick(random, groups);
    return {
      category: 'GroupManagement',
      service: 'Core Directory',
      activity: 'Add member to group',
      operation: 'Assign',
      actor: { person: actor },
      targets: [
        targetPerson(subject, [
          changed('Group.ObjectID', undefined, group.id),
          changed('Group.DisplayName', undefined, group.displayName),
        ]),
        target('Group', group.id, null, [], { groupType: 'azureAD' }),
      ],
    };
  },
  (actor, subject) => ({
    category: 'RoleManagement',
    service: 'Core Directory',
    activity: 'Add member to role',
    operation: 'Assign',
    actor: { person: actor },
    targets: [
      targetPerson(subject, [
        changed('Role.DisplayName', undefined, 'Reports Reader'),
        changed('Role.TemplateId', undefined, roleTemplates.reportsReader),
      ]),
      target('Role', guidAt(51, 1, 1), 'Reports Reader'),
    ],
  }),
  (_actor, subject) => ({
    category: 'RoleManagement',
    service: 'PIM',
    activity: 'Add member to role completed (PIM activation)',
    operation: 'Activate',
    actor: { person: subject },
    reason: 'ticket 4711',
    targets: [
      target('Role', guidAt(51, 1, 2), 'Security Reader', [
        changed('TemplateId', '', roleTemplates.securityReader),
      ]),
      target('Request', guidAt(51, 1, 3), null),
      targetPerson(subject),
      target('Directory', guidAt(51, 1, 4), 'Fabrikam'),
      target('Other', guidAt(51, 1, 5), null),
    ],
    details: [
      { key: 'Justification', value: 'ticket 4711' },
      { key: 'TemplateId', value: roleTemplates.securityReader },
    ],
  }),
  (actor, subject) => ({
    ...core,
    service: 'Invited Users',
    activity: 'Invite external user',
    operation: 'Add',
    actor: { person: actor },
    targets: [targetPerson(subject)],
    details: [{ key: 'InvitationId', value: guidAt(51, 1, 6) }],
  }),
  (_actor, subject) => ({
    ...core,
    service: 'Authentication Methods',
    activity: 'User registered security info',
    operation: 'Update',
    actor: { person: subject },
    reason: 'User registered Authenticator App with Notification and Code',
    targets: [targetPerson(subject)],
  }),
  (actor) => ({
    category: 'ApplicationManagement',
    service: 'Core Directory',
    activity: 'Update application – Certificates and secrets management ',
    actor: { person: actor },
    targets: [
      target('Application', guidAt(51, 1, 7), 'ConfigMgrSvc_backup-runner', [
        changed(
          'KeyDescription',
          [],
          ['[KeyIdentifier=1,KeyType=Password,KeyUsage=Verify,DisplayName=rotate]'],
        ),
      ]),
    ],
    details: [{ key: 'User-Agent', value: 'EvoSTS' }],
  }),
  (actor) => ({
    category: 'ApplicationManagement',
    service: 'Core Directory',
    activity: 'Consent to application',
    operation: 'Assign',
    actor: { person: actor },
    targets: [
      target('ServicePrincipal', guidAt(51, 1, 8), '[Urgent](http://evil.example) **Survey**', [
        changed('ConsentContext.IsAdminConsent', undefined, 'False'),
        {
          displayName: 'ConsentAction.Permissions',
          oldValue: null,
          newValue: '"[] => [[Id: x, Scope: Mail.Read]]"',
        },
      ]),
    ],
  }),
  () => ({
    category: 'GroupManagement',
    service: 'Self-service Group Management',
    activity: 'GroupLifecyclePolicies_Get',
    actor: 'system',
    reason: 'OK',
    targets: [target('N/A', '00000000-0000-0000-0000-000000000000', null)],
  }),
  (_actor, subject) => ({
    ...core,
    activity: 'Update user',
    actor: { app: 'Microsoft Azure AD Connect' },
    targets: [
      targetPerson(subject, [
        { displayName: 'LastDirSyncTime', oldValue: '[]', newValue: 'not json' },
      ]),
    ],
  }),
  (actor, subject) => ({
    ...core,
    activity: 'Update user',
    result: 'failure',
    reason: 'Microsoft.Online.Workflows.InsufficientAccessRightsException',
    actor: { person: actor },
    targets: [targetPerson(subject)],
  }),
];
