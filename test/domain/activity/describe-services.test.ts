import { describe, expect, it } from '@jest/globals';
import { describeActivity } from '../../../src/domain/activity/describe.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { entraRecord, sourceRecord, wrapped } from '../../fixtures/activity-records.ts';
import { read } from './read.ts';

const said = (value: JsonRecord) => describeActivity(read(value));
const sentenceOf = (value: JsonRecord) => said(value).sentence;

describe('searches', () => {
  it.each(['QueryText', 'SearchQueryText'])('show what was searched for, in %s', (key) => {
    const record = wrapped(
      sourceRecord('SearchQueryInitiatedExchange', { Workload: 'Exchange', [key]: 'password' }),
    );
    expect(said(record)).toMatchObject({
      sentence: 'Searched in mail for “password”',
      done: 'searched',
    });
  });

  it('say when the record does not hold it', () => {
    expect(sentenceOf(wrapped(sourceRecord('SearchQueryPerformed')))).toContain('does not hold');
  });
});

describe('identities', () => {
  const roleChange = [
    { Name: 'Role.DisplayName', NewValue: 'Global Administrator', OldValue: '' },
    { Name: 'Role.TemplateId', NewValue: 'x', OldValue: '' },
  ];

  it('name role and member', () => {
    expect(
      said(entraRecord('Add member to role.', { ModifiedProperties: roleChange })),
    ).toMatchObject({
      sentence: 'Gave “bob@contoso.example” the role “Global Administrator”',
      important: true,
    });
  });

  it('name the role that was taken, which stands as the old value', () => {
    const ModifiedProperties = [{ Name: 'Role.DisplayName', OldValue: 'Reader', NewValue: '' }];
    expect(sentenceOf(entraRecord('Remove member from role.', { ModifiedProperties }))).toBe(
      'Took the role “Reader” from “bob@contoso.example”',
    );
  });

  it('name the app and the scopes of a consent', () => {
    const ModifiedProperties = [
      { Name: 'ConsentContext.OnBehalfOfAll', NewValue: 'True' },
      {
        Name: 'ConsentAction.Permissions',
        NewValue: '[] => [[Scope:  Mail.Read offline_access, x]]',
      },
    ];
    const record = entraRecord('Consent to application.', {
      ModifiedProperties,
      Target: [{ ID: 'Backup Tool', Type: 1 }],
    });
    expect(sentenceOf(record)).toBe(
      'Consented to the app “Backup Tool”: for everybody: Mail.Read offline_access',
    );
  });

  it('decode values that are JSON inside of strings', () => {
    const ModifiedProperties = [{ Name: 'City', OldValue: '["Oslo"]', NewValue: '["Bergen"]' }];
    const { details } = said(entraRecord('Update user.', { ModifiedProperties }));
    expect(details).toContainEqual({ label: 'City', value: 'Oslo → Bergen' });
  });

  it('show operations without a sentence of their own with their target', () => {
    expect(sentenceOf(entraRecord('Do something new.'))).toBe(
      'Do something new: “bob@contoso.example”',
    );
  });

  it('say that a change failed', () => {
    expect(sentenceOf(entraRecord('Delete user.', { ResultStatus: 'Failure' }))).toBe(
      'Failed: Deleted the user “bob@contoso.example”',
    );
  });

  it('explain the error of a sign-in', () => {
    const failed = (more: JsonRecord) =>
      sentenceOf(
        wrapped(sourceRecord('UserLoginFailed', { Workload: 'AzureActiveDirectory', ...more })),
      );
    expect(failed({ ErrorNumber: '50126' })).toMatch(/^Could not sign in: .+ \(AADSTS50126\)$/);
    expect(failed({ LogonError: 'InvalidUserNameOrPassword' })).toBe(
      'Could not sign in: Invalid user name or password',
    );
  });
});

describe('other services', () => {
  it('say who is in a chat and who is from outside', () => {
    const record = wrapped(
      sourceRecord('ChatCreated', {
        RecordType: 25,
        Workload: 'MicrosoftTeams',
        Members: [{ DisplayName: 'Ada' }, { UPN: 'bob@contoso.example' }],
        ParticipantInfo: { HasForeignTenantUsers: true },
      }),
    );
    expect(said(record).sentence).toBe('Started a chat with Ada and bob@contoso.example');
    expect(said(record).details).toContainEqual({
      label: 'From outside',
      value: 'people of another organisation',
    });
  });

  it('read the JSON in an alert’s data', () => {
    const alert = wrapped(
      sourceRecord('AlertTriggered', { Name: 'DLP', Data: '{"f3u":"bob","dpn":"Cards"}' }),
    );
    expect(said(alert).sentence).toBe('Alert raised: “DLP”, about bob');
    expect(said(alert).details).toContainEqual({ label: 'Policy', value: 'Cards' });
  });

  it('show what is unknown by operation, object and service', () => {
    const record = wrapped(
      sourceRecord('PlannerTaskRead', { RecordType: 999, Workload: 'Planner', ObjectId: 'Task 7' }),
    );
    expect(said(record)).toMatchObject({
      sentence: 'Planner task read: “Task 7”',
      where: 'Planner',
    });
    expect(said(record).details).toContainEqual({ label: 'Operation', value: 'PlannerTaskRead' });
  });

  it('show a record without an operation as that', () => {
    expect(sentenceOf(wrapped({ CreationTime: '2026-11-22T11:30:00' }))).toBe('Unknown operation');
  });
});
