import { describe, expect, it } from '@jest/globals';
import { appConsent } from '../../../src/alerts/rules/app-consent.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { audit, changed, target } from '../../audit-builders.ts';

const app = (properties: readonly JsonRecord[] = [], type = 'ServicePrincipal') =>
  target(type, 'Survey', properties, { id: 'sp-survey' });
const graphApi = (properties: readonly JsonRecord[]) =>
  target('ServicePrincipal', 'Microsoft Graph', properties, { id: 'sp-graph' });

const entry = (activity: string, resource: JsonRecord, more: JsonRecord = {}) =>
  audit({
    category: 'ApplicationManagement',
    activityDisplayName: activity,
    targetResources: [resource],
    ...more,
  });

const client = [
  changed('ServicePrincipal.ObjectID', undefined, 'sp-survey'),
  changed('ServicePrincipal.DisplayName', undefined, 'Survey'),
];

const key = (id: string, name: string) =>
  `[KeyIdentifier=${id},KeyType=Password,KeyUsage=Verify,DisplayName=${name}]`;
const secrets = 'Update application – Certificates and secrets management ';

describe('power that an app gains', () => {
  it('is consent for everybody, and no consent of one user for herself', () => {
    const consent = (isAdmin: string) =>
      appConsent.detect(
        entry(
          'Consent to application',
          app([
            changed('ConsentContext.IsAdminConsent', undefined, isAdmin),
            changed('ConsentAction.Permissions', undefined, '[] => [[Id: x, Scope: Mail.Read]]'),
          ]),
        ),
      );
    expect(consent('True')).toMatchObject({
      subject: 'sp-survey',
      about: { id: 'sp-survey', name: 'Survey' },
      headline: 'consented for everyone to the app “Survey” (Mail.Read)',
    });
    expect(consent('False')).toBeUndefined();
  });

  it('is a permission of its own, told as the client’s and not the API’s', () => {
    const match = appConsent.detect(
      entry(
        'Add app role assignment to service principal',
        graphApi([changed('AppRole.Value', undefined, 'Mail.ReadWrite'), ...client]),
      ),
    );
    expect(match).toMatchObject({
      subject: 'sp-survey',
      about: { id: 'sp-survey', name: 'Survey' },
      facts: [{ title: 'Permissions', value: 'Mail.ReadWrite' }],
    });
  });

  it('is a delegated permission for everybody, and none for one user', () => {
    const grant = (type: string) =>
      appConsent.detect(
        entry(
          'Add delegated permission grant',
          graphApi([
            changed('DelegatedPermissionGrant.Scope', undefined, ' Mail.Read User.Read'),
            changed('DelegatedPermissionGrant.ConsentType', undefined, type),
            ...client,
          ]),
        ),
      );
    expect(grant('AllPrincipals')?.facts).toEqual([
      { title: 'Permissions', value: 'Mail.Read User.Read' },
    ]);
    expect(grant('Principal')).toBeUndefined();
  });

  it('is a new secret, named as in the log', () => {
    const added = [key('one', 'old'), key('two', 'backup')];
    const match = appConsent.detect(
      entry(secrets, app([changed('KeyDescription', [key('one', 'old')], added)], 'Application')),
    );
    expect(match).toMatchObject({
      subject: 'sp-survey',
      facts: [{ title: 'New', value: 'secret “backup”' }],
    });
    expect(match?.headline).toContain('the app “Survey”');
  });

  it('is no secret that was taken away, and none where an app is created without any', () => {
    const removed = changed(
      'KeyDescription',
      [key('one', 'old'), key('two', 'x')],
      [key('two', 'x')],
    );
    expect(appConsent.detect(entry(secrets, app([removed], 'Application')))).toBeUndefined();
    const none = changed('KeyDescription', [], []);
    expect(
      appConsent.detect(
        entry('Create application – Certificates and secrets management ', app([none])),
      ),
    ).toBeUndefined();
  });

  it('is told where the log does not list the keys, and not when it failed', () => {
    const credentials = 'Add service principal credentials';
    expect(appConsent.detect(entry(credentials, app()))?.subject).toBe('sp-survey');
    expect(appConsent.detect(entry(credentials, app(), { result: 'failure' }))).toBeUndefined();
  });
});
