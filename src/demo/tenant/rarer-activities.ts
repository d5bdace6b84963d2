import type { Activity } from './audit-activities.ts';
import { changed, target, targetPerson } from './directory-audit.ts';
import { guidAt, pick } from './random.ts';

const core = { category: 'UserManagement', service: 'Core Directory' };

/** What happens now and then, with the odd shapes that the log has. */
export const rarerActivities: readonly Activity[] = [
  (actor, subject) => ({
    ...core,
    activity: 'Disable Strong Authentication.',
    actor: { person: actor },
    targets: [
      targetPerson(subject, [
        changed('StrongAuthenticationRequirement', [{ State: 1 }], []),
        {
          displayName: 'Included Updated Properties',
          newValue: '"StrongAuthenticationRequirement"',
        },
      ]),
    ],
  }),
  (actor, subject) => ({
    ...core,
    service: 'Authentication Methods',
    activity: 'Admin registered security info',
    actor: { person: actor },
    reason: 'Admin registered temporary access pass method for user',
    targets: [targetPerson(subject)],
  }),
  (actor) => ({
    category: 'ApplicationManagement',
    service: 'Core Directory',
    activity: 'Add app role assignment to service principal',
    operation: 'Assign',
    actor: { person: actor },
    targets: [
      target('ServicePrincipal', guidAt(51, 2, 1), 'Microsoft Graph', [
        changed('AppRole.Value', undefined, 'Mail.ReadWrite'),
        changed('ServicePrincipal.DisplayName', undefined, 'backup-runner'),
      ]),
      target('ServicePrincipal', guidAt(51, 2, 2), 'backup-runner'),
    ],
  }),
  (actor) => ({
    category: 'Policy',
    service: 'Conditional Access',
    activity: 'Update named location',
    actor: { person: actor },
    targets: [
      {
        id: guidAt(51, 2, 3),
        displayName: 'Partner <Contoso> network ',
        Type: 'Other',
        modifiedProperties: [
          {
            displayName: 'NamedLocation',
            oldValue: '{"ipRanges":["198.51.100.64/27"]}',
            newValue: '{"ipRanges":["198.51.100.64/26"]}',
          },
        ],
      },
    ],
  }),
  (actor, _subject, random) => ({
    category: 'Device',
    service: 'Device Registration Service',
    activity: 'Recover device local administrator password',
    operation: 'Read',
    actor: { person: actor },
    targets: [target('Device', guidAt(51, 2, 4), pick(random, ['PC-1033', 'PC-1132']))],
    details: [
      { key: 'AdditionalInfo', value: 'Successfully recovered local credential by device id' },
    ],
  }),
  (_actor, subject) => ({
    category: 'Device',
    service: 'Core Directory',
    activity: 'Update device',
    actor: { app: 'Device Registration Service' },
    targets: [
      target('Device', guidAt(51, 2, 5), `PC-${subject.displayName.length}`, [
        changed('CloudDeviceOSVersion', ['10.0.22631.2715'], ['10.0.26100.1']),
        { displayName: 'TargetId.DeviceTrustType', newValue: '"ServerAd"' },
      ]),
    ],
  }),
  (actor, subject) => ({
    ...core,
    activity: 'Change user license',
    actor: { person: actor },
    targets: [targetPerson(subject)],
  }),
  (actor, subject) => ({
    category: 'Flux',
    service: 'Lifecycle Workflows',
    activity: 'Re-calibrate flux of [user](http://evil.example)',
    actor: { person: actor },
    targets: [targetPerson(subject), target('Request', guidAt(51, 2, 6), null)],
  }),
];
