import { describe, expect, it } from '@jest/globals';
import { mfaMethodChanged } from '../../../src/alerts/rules/mfa-method-changed.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { audit, bob, changed, olga, targetUser } from '../../audit-builders.ts';

const entry = (activity: string, more: JsonRecord = {}) =>
  audit({
    loggedByService: 'Authentication Methods',
    activityDisplayName: activity,
    resultReason: 'Admin deleted phone method for user',
    targetResources: [targetUser(bob)],
    ...more,
  });
const byApp = { user: null, app: { displayName: 'Provisioning', servicePrincipalId: 'sp-1' } };

describe('an authentication method that another changes', () => {
  it.each([
    ['Admin registered security info', 'registered security info for Bob Builder'],
    ['Admin deleted security info', 'deleted the security info of Bob Builder'],
    ['Disable Strong Authentication', 'switched off per-user MFA for Bob Builder'],
  ])('is told of “%s”, with the method in the log’s words', (activity, headline) => {
    expect(mfaMethodChanged.detect(entry(activity))).toMatchObject({
      subject: bob.id,
      about: { id: bob.id, name: 'Authentication methods of Bob Builder' },
      headline,
      facts: [{ value: 'Admin deleted phone method for user' }],
    });
  });

  it('is told when an app does it in the place of an administrator', () => {
    const match = mfaMethodChanged.detect(
      entry('Admin registered security info', { initiatedBy: byApp }),
    );
    expect(match?.why).toContain('Provisioning');
  });

  it('is told of a changed user, when a person changed her methods', () => {
    const methods = targetUser(bob, [
      changed('StrongAuthenticationMethod', [], [{ Default: true }]),
    ]);
    const update = (more: JsonRecord) =>
      mfaMethodChanged.detect(entry('Update user', { targetResources: [methods], ...more }));
    expect(update({})?.facts).toContainEqual({
      title: 'Changed',
      value: 'StrongAuthenticationMethod',
    });
    expect(update({ initiatedBy: byApp })).toBeUndefined();
    expect(mfaMethodChanged.detect(entry('Update user'))).toBeUndefined();
  });

  it('is none when she does it herself, in another entry, or when it failed', () => {
    const own = { targetResources: [targetUser(olga)] };
    expect(mfaMethodChanged.detect(entry('Admin deleted security info', own))).toBeUndefined();
    expect(mfaMethodChanged.detect(entry('User registered security info'))).toBeUndefined();
    const failed = { result: 'failure' };
    expect(mfaMethodChanged.detect(entry('Admin deleted security info', failed))).toBeUndefined();
  });
});
