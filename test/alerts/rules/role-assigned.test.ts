import { describe, expect, it } from '@jest/globals';
import { roleAssigned } from '../../../src/alerts/rules/role-assigned.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { roleTemplateId } from '../../../src/domain/role-templates.ts';
import { audit, bob, changed, target, targetUser } from '../../audit-builders.ts';

/** As Privileged Identity Management writes it: the role, the request, the person, the tenant, and one more. */
function byPim(activity: string, role: string, more: JsonRecord = {}) {
  return audit({
    category: 'RoleManagement',
    loggedByService: 'PIM',
    activityDisplayName: activity,
    resultReason: 'covers for Eve',
    additionalDetails: [
      { key: 'TemplateId', value: roleTemplateId(role) ?? 'custom' },
      { key: 'Justification', value: 'covers for Eve' },
    ],
    targetResources: [
      target('Role', role),
      target('Request', null),
      targetUser(bob),
      target('Directory', 'Contoso'),
      target('Other', null),
    ],
    ...more,
  });
}

/** As Core Directory writes it: the person, with the role among the properties. */
function byDirectory(name: string, more: JsonRecord = {}) {
  return audit({
    category: 'RoleManagement',
    activityDisplayName: 'Add member to role',
    targetResources: [
      targetUser(bob, [
        changed('Role.ObjectID', undefined, '0b0b0b0b-0000-4000-8000-000000000001'),
        changed('Role.DisplayName', undefined, name),
      ]),
    ],
    ...more,
  });
}

describe('a privileged role that somebody gets', () => {
  it('names the person, the role, for how long and the reason given', () => {
    const match = roleAssigned.detect(
      byPim('Add member to role in PIM completed (permanent)', 'Application Administrator'),
    );
    expect(match).toMatchObject({
      subject: bob.id,
      about: { name: 'Role Application Administrator for Bob Builder' },
      headline: 'gave Bob Builder the role “Application Administrator”',
      facts: [
        { title: 'Role', value: 'Application Administrator' },
        { title: 'Given', value: 'active, without an end' },
        { title: 'Reason given', value: 'covers for Eve' },
      ],
    });
    expect(match?.why).toContain('Olga Operator gave Bob Builder');
  });

  it('is told of eligibility too', () => {
    const match = roleAssigned.detect(
      byPim('Add eligible member to role in PIM completed (timebound)', 'Security Administrator'),
    );
    expect(match?.headline).toBe('made Bob Builder eligible for the role “Security Administrator”');
    expect(match?.facts).toContainEqual({ title: 'Given', value: 'eligible, for a time' });
  });

  it('is told when it is given past Privileged Identity Management, by its former name too', () => {
    const match = roleAssigned.detect(byDirectory('Company Administrator'));
    expect(match?.facts).toContainEqual({ title: 'Role', value: 'Global Administrator' });
    const outside = byPim('Add member to role outside of PIM (permanent)', 'User Administrator');
    expect(roleAssigned.detect(outside)?.subject).toBe(bob.id);
  });

  it('is told of an app that gets it', () => {
    const app = target('ServicePrincipal', 'backup', [], { id: 'sp-1' });
    const match = roleAssigned.detect(
      byPim('Add member to role', 'Exchange Administrator', {
        targetResources: [target('Role', 'Exchange Administrator'), app],
      }),
    );
    expect(match).toMatchObject({
      subject: 'sp-1',
      about: { name: 'Role Exchange Administrator for backup' },
    });
  });

  it.each([
    'Add member to role in PIM requested (permanent)',
    'Add member to role completed (PIM activation)',
    'Add member to role approval requested (PIM activation)',
    'Add member to role request denied (PIM activation)',
    'Add eligible member to role in PIM canceled (renew)',
    'Remove member from role in PIM completed (permanent)',
  ])('is none in “%s”', (activity) => {
    expect(roleAssigned.detect(byPim(activity, 'Global Administrator'))).toBeUndefined();
  });

  it('is none for roles that are not privileged, failures, and the echo of an activation', () => {
    const given = 'Add member to role in PIM completed (permanent)';
    expect(roleAssigned.detect(byPim(given, 'Reports Reader'))).toBeUndefined();
    expect(
      roleAssigned.detect(byPim(given, 'Global Administrator', { result: 'failure' })),
    ).toBeUndefined();
    const pim = { user: null, app: { displayName: 'MS-PIM', servicePrincipalId: 'sp-pim' } };
    expect(
      roleAssigned.detect(byDirectory('Global Administrator', { initiatedBy: pim })),
    ).toBeUndefined();
  });
});
