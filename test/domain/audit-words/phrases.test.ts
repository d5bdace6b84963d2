import { describe, expect, it } from '@jest/globals';
import { sentenceOf } from '../../../src/domain/audit-words.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { audit, bob, changed, olga, target, targetUser } from '../../audit-builders.ts';

const description = [changed('Description', ['a'], ['b'])];
const group = target('Group', 'Finance', description);
const device = target('Device', 'PC-1', description);
const app = target('ServicePrincipal', 'Payroll');
const registration = target('Application', 'Payroll', description);
const user = targetUser(bob, description);
/** Five targets, as PIM writes them. */
const roleFor = (person: JsonRecord) => [
  target('Role', 'Reports Reader'),
  target('Request', null),
  person,
  target('Directory', 'Contoso'),
  target('Other', null),
];
const things: Readonly<Record<string, readonly JsonRecord[]>> = {
  user: [user],
  self: [targetUser(olga, description)],
  group: [group],
  'user and group': [
    targetUser(bob, [changed('Group.DisplayName', undefined, 'Finance')]),
    target('Group', null),
  ],
  'device and group': [device, group],
  'app and group': [app, group],
  device: [device],
  'user and device': [user, device],
  app: [app],
  registration: [registration],
  'app and user': [app, user],
  'user and app': [user, registration],
  policy: [target('Policy', 'Block legacy')],
  place: [target('Other', 'Offices')],
  domain: [target('N/A', 'contoso.example')],
  role: roleFor(user),
  'own role': roleFor(targetUser(olga)),
};

const phrases = `
Add member to group | user and group | added Bob Builder to the group “Finance”
Add member to group | device and group | added the device “PC-1” to the group “Finance”
Add member to group | app and group | added the app “Payroll” to the group “Finance”
Add member to group | group | added a member to the group “Finance”
Remove member from group | user and group | removed Bob Builder from the group “Finance”
Add owner to group | user and group | made Bob Builder owner of the group “Finance”
Remove owner from group | user and group | ended Bob Builder’s ownership of the group “Finance”
Add group | group | created the group “Finance”
Update group | group | changed Description of the group “Finance”
Delete group | group | deleted the group “Finance”
Add user | user | created the user Bob Builder
Delete user | user | deleted the user Bob Builder
Hard Delete user | user | deleted the user Bob Builder for good
Restore user | user | restored the user Bob Builder
Disable account | user | switched off the account of Bob Builder
Enable account | user | switched on the account of Bob Builder
Update user. | user | changed Description of Bob Builder
Update user | self | changed their own Description
Reset user password | user | reset the password of Bob Builder
Reset password (self-service) | self | reset their own password
Change user password | self | changed their own password
Change user license | user | changed the licences of Bob Builder
Invite external user | user | invited Bob Builder as a guest
Redeem external user invite | self | accepted their own invitation
User registered security info | self | registered security info
User registered all required security info | self | registered security info
User deleted security info | self | deleted security info of their own
User changed default security info | self | changed their default security info
User reviewed security info | self | reviewed their security info
Admin registered security info | user | registered security info for Bob Builder
Admin deleted security info | user | deleted the security info of Bob Builder
Disable Strong Authentication. | user | switched off per-user MFA for Bob Builder
Enable Strong Authentication | user | switched on per-user MFA for Bob Builder
Add conditional access policy | policy | created the conditional access policy “Block legacy”
Update conditional access policy | policy | changed the conditional access policy “Block legacy”
Delete conditional access policy | policy | deleted the conditional access policy “Block legacy”
Add named location | place | created the named location “Offices”
Update named location | place | changed the named location “Offices”
Delete named location | place | deleted the named location “Offices”
Add policy | policy | created the policy “Block legacy”
Update policy | policy | changed the policy “Block legacy”
Delete policy | policy | deleted the policy “Block legacy”
Add app role assignment grant to user | app and user | gave Bob Builder access to the app “Payroll”
Create application – Certificates and secrets management | registration | added a secret or certificate to the app “Payroll”
Update application – Certificates and secrets management | registration | changed secrets or certificates of the app “Payroll”
Add application | registration | added the app “Payroll”
Add service principal | app | added the app “Payroll”
Update application | registration | changed Description of the app “Payroll”
Delete application | registration | deleted the app “Payroll”
Remove service principal | app | deleted the app “Payroll”
Hard Delete application | registration | deleted the app “Payroll” for good
Add owner to application | user and app | made Bob Builder owner of the app “Payroll”
Add device | device | registered the device “PC-1”
Update device | device | changed Description of the device “PC-1”
Delete device | device | deleted the device “PC-1”
Add registered owner to device | user and device | made Bob Builder owner of the device “PC-1”
Add registered users to device | user and device | made Bob Builder a user of the device “PC-1”
Remove registered owner from device | user and device | ended Bob Builder’s ownership of the device “PC-1”
Recover device local administrator password | device | read the local administrator password of the device “PC-1”
Read BitLocker key | device | read the BitLocker key of the device “PC-1”
Set federation settings on domain | domain | changed the federation of the domain “contoso.example”
Set domain authentication | domain | changed how the domain “contoso.example” authenticates
Add unverified domain | domain | added the domain “contoso.example”, not verified yet
Verify domain | domain | verified the domain “contoso.example”
Remove verified domain | domain | removed the domain “contoso.example”
Add member to role | role | gave Bob Builder the role “Reports Reader”
Add member to role in PIM completed (permanent) | role | gave Bob Builder the role “Reports Reader”
Add member to role in PIM requested (timebound) | role | asked for the role “Reports Reader” for Bob Builder
Add scoped member to role | role | gave Bob Builder the role “Reports Reader”
Remove member from role | role | took the role “Reports Reader” from Bob Builder
Remove member from role in PIM requested (permanent) | role | asked for the removal of the role “Reports Reader” from Bob Builder
Add eligible member to role in PIM completed (timebound) | role | made Bob Builder eligible for the role “Reports Reader”
Add eligible member to role in PIM canceled (renew) | role | cancelled Bob Builder’s eligibility for the role “Reports Reader”
Remove eligible member from role in PIM completed (permanent) | role | ended Bob Builder’s eligibility for the role “Reports Reader”
Remove eligible member from role in PIM requested (permanent) | role | asked for the end of Bob Builder’s eligibility for the role “Reports Reader”
Add member to role completed (PIM activation) | role | activated the role “Reports Reader” for Bob Builder
Add member to role requested (PIM activation) | role | asked for the activation of the role “Reports Reader” for Bob Builder
Add member to role approval requested (PIM activation) | role | asked for approval of the activation of the role “Reports Reader” for Bob Builder
Add member to role request approved (PIM activation) | role | approved the activation of the role “Reports Reader” for Bob Builder
Add member to role request denied (PIM activation) | role | refused the activation of the role “Reports Reader” for Bob Builder
Add member to role canceled (PIM activation) | role | cancelled the activation of the role “Reports Reader” for Bob Builder
Remove member from role (PIM activation expired) | role | ended the activation of the role “Reports Reader” for Bob Builder, whose time was over
Remove member from role completed (PIM deactivate) | role | deactivated the role “Reports Reader” for Bob Builder
Add member to role completed (PIM activation) | own role | activated the role “Reports Reader”
Add member to role requested (PIM activation) | own role | asked for the activation of the role “Reports Reader”
Remove eligible member from role | own role | ended their own eligibility for the role “Reports Reader”
Add member to role | own role | gave themselves the role “Reports Reader”
`;

describe('an entry in a sentence', () => {
  const rows = phrases
    .trim()
    .split('\n')
    .map((row) => row.split(' | ') as [string, string, string]);

  it.each(rows)('“%s” to %s', (activityDisplayName, thing, words) => {
    const entry = audit({ activityDisplayName, targetResources: things[thing] });
    expect(sentenceOf(entry)).toBe(`Olga Operator ${words}`);
  });

  it.each<[string, JsonRecord[], string]>([
    [
      'Consent to application',
      [
        target('ServicePrincipal', 'Survey', [
          changed('ConsentContext.IsAdminConsent', undefined, 'True'),
          changed(
            'ConsentAction.Permissions',
            undefined,
            '[] => [[Id: x, ClientId: y, Scope: Mail.Read User.Read, CreatedDateTime: ]]',
          ),
        ]),
      ],
      'consented for everyone to the app “Survey” (Mail.Read and User.Read)',
    ],
    [
      'Consent to application',
      [target('ServicePrincipal', 'Survey')],
      'consented to the app “Survey”',
    ],
    [
      'Add app role assignment to service principal',
      [
        target('ServicePrincipal', 'Microsoft Graph', [
          changed('AppRole.Value', undefined, 'Mail.ReadWrite'),
          changed('ServicePrincipal.DisplayName', undefined, 'backup'),
        ]),
        target('ServicePrincipal', 'backup'),
      ],
      'granted the app “backup” the permission Mail.ReadWrite of “Microsoft Graph”',
    ],
    [
      'Add delegated permission grant',
      [
        target('ServicePrincipal', 'Microsoft Graph', [
          changed('DelegatedPermissionGrant.Scope', undefined, ' Mail.Read offline_access'),
          changed('DelegatedPermissionGrant.ConsentType', undefined, 'AllPrincipals'),
        ]),
        target('ServicePrincipal', 'Survey'),
      ],
      'granted the app “Survey” the permissions Mail.Read and offline_access of “Microsoft Graph” for everyone',
    ],
    [
      'Add delegated permission grant',
      [target('ServicePrincipal', 'Microsoft Graph')],
      'granted an app a permission of “Microsoft Graph”',
    ],
  ])('tells who was granted what: “%s”', (activityDisplayName, targetResources, words) => {
    expect(sentenceOf(audit({ activityDisplayName, targetResources }))).toBe(
      `Olga Operator ${words}`,
    );
  });

  it('tells what is not known here as the log does, with up to three names', () => {
    const targetResources = ['A', 'B', 'C', 'D'].map((name) => target('Other', name));
    expect(sentenceOf(audit({ activityDisplayName: 'Re-calibrate flux', targetResources }))).toBe(
      'Olga Operator did “Re-calibrate flux”: A, B and 2 more',
    );
    expect(
      sentenceOf(
        audit({
          activityDisplayName: 'GroupLifecyclePolicies_Get',
          targetResources: [
            target('N/A', null, [], { id: '00000000-0000-0000-0000-000000000000' }),
          ],
          initiatedBy: { user: { id: null } },
        }),
      ),
    ).toBe('Microsoft Entra did “GroupLifecyclePolicies_Get”');
  });

  it('calls an app an app, and never takes it for a person who acts on herself', () => {
    const sync = { app: { displayName: 'Sync', servicePrincipalId: bob.id }, user: null };
    const byApp = {
      initiatedBy: sync,
      activityDisplayName: 'Change user password',
      targetResources: [targetUser(bob)],
    };
    expect(sentenceOf(audit(byApp))).toBe('The app Sync changed the password of Bob Builder');
  });

  it('names things by what the log gives: sign-in name, id, or their kind', () => {
    const nameless = (more: JsonRecord) => [target('User', null, [], more)];
    const said = (more: JsonRecord) =>
      sentenceOf(audit({ activityDisplayName: 'Delete user', targetResources: nameless(more) }));
    expect(said({ userPrincipalName: 'eve@x' })).toBe('Olga Operator deleted the user eve@x');
    expect(said({ id: 'e-1' })).toBe('Olga Operator deleted the user e-1');
    expect(said({ id: null })).toBe('Olga Operator deleted a user');
  });

  it('says what was changed by the list of the log where it gives no values', () => {
    const listed = [
      target('Application', 'Payroll', [
        { displayName: 'KeyDescription', oldValue: '[]', newValue: '[]' },
        changed('Included Updated Properties', undefined, 'KeyDescription, Url'),
      ]),
    ];
    expect(
      sentenceOf(audit({ activityDisplayName: 'Update application', targetResources: listed })),
    ).toBe('Olga Operator changed KeyDescription and Url of the app “Payroll”');
    expect(sentenceOf(audit({ targetResources: [targetUser(bob)] }))).toBe(
      'Olga Operator changed properties of Bob Builder',
    );
  });
});
