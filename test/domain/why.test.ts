import { describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../src/domain/record.ts';
import { explain } from '../../src/domain/why.ts';
import { appliedPolicy, blockedRecord, policy, promptedRecord, signIn } from '../builders.ts';

const legacy = {
  clientAppUsed: 'Exchange ActiveSync',
  appliedConditionalAccessPolicies: [
    appliedPolicy({
      id: 'p1',
      displayName: 'Block legacy authentication',
      enforcedGrantControls: ['Block'],
      result: 'failure',
      conditionsSatisfied: 'application,users,clientType',
      includeRulesSatisfied: [
        { conditionalAccessCondition: 'application', ruleSatisfied: 'allApps' },
        { conditionalAccessCondition: 'users', ruleSatisfied: 'allUsers' },
      ],
    }),
  ],
};

/** A block by one policy, described by the record alone. */
function blockedBy(applied: JsonRecord, overrides: JsonRecord = {}) {
  const failed = appliedPolicy({ enforcedGrantControls: ['Block'], result: 'failure', ...applied });
  return signIn(blockedRecord({ appliedConditionalAccessPolicies: [failed], ...overrides }));
}

describe('why a sign-in was blocked', () => {
  it('names policy, scope, condition and control in two plain lines', () => {
    expect(explain(signIn(blockedRecord(legacy)))).toEqual({
      policyLine:
        'Blocked by “Block legacy authentication”: it applies to all users and all apps, and this sign-in used Exchange ActiveSync.',
      controlLine: 'The policy does not let anyone in: its control is Block access.',
      nextStep:
        'Have the user move to an app with modern authentication, such as Outlook; old clients stay blocked.',
    });
  });

  it.each([19, '19', 'application, users, clientType', ['application', 'users', 'clientType']])(
    'reads the conditions from %j',
    (conditionsSatisfied) => {
      const row = blockedBy({ conditionsSatisfied }, { clientAppUsed: 'IMAP4' });
      expect(explain(row).policyLine).toBe(
        'Blocked by “Require MFA for everyone”: it applies to this user and the app “Office 365 Exchange Online”, and this sign-in used IMAP4.',
      );
    },
  );

  it('takes scope and conditions from the policy when the record has none', () => {
    const countries = policy({
      id: 'p2',
      displayName: 'Block other countries',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
        locations: { includeLocations: ['All'], excludeLocations: ['l1'] },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    });
    const row = blockedBy({ id: 'p2', displayName: 'Block other countries' });
    const nameOf = (id: string) => (id === 'l1' ? 'Allowed countries' : undefined);
    const why = explain(row, { policies: [countries], nameOf });
    expect(why.policyLine).toBe(
      'Blocked by “Block other countries”: it applies to all users and all apps, and this sign-in came from Philadelphia, Pennsylvania, US (203.0.113.7), outside “Allowed countries”.',
    );
    expect(why.nextStep).toMatch(/^Ask the user whether she is there/);
  });

  it('names the group that brought the user in', () => {
    const finance = policy({
      id: 'p3',
      conditions: {
        users: { includeGroups: ['g1'] },
        applications: { includeApplications: ['x'] },
      },
      grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
    });
    const row = blockedBy(
      {
        id: 'p3',
        displayName: 'Finance',
        enforcedGrantControls: ['RequireCompliantDevice'],
        conditionsSatisfied: 'application,users',
        includeRulesSatisfied: [
          { conditionalAccessCondition: 'users', ruleSatisfied: 'groupId' },
          { conditionalAccessCondition: 'application', ruleSatisfied: 'appId' },
        ],
      },
      {
        status: { errorCode: 53000 },
        resourceDisplayName: 'Ledger',
        deviceDetail: {
          deviceId: 'd',
          displayName: 'PC-7',
          isCompliant: false,
          trustType: 'Azure AD registered',
        },
      },
    );
    expect(
      explain(row, { policies: [finance], nameOf: (id) => (id === 'g1' ? 'Finance' : undefined) }),
    ).toEqual({
      policyLine: 'Blocked by “Finance”: it applies to the group “Finance” and the app “Ledger”.',
      controlLine:
        'It asks for a compliant device, which was not met. The device PC-7 is not marked as compliant (Azure AD registered).',
      nextStep: 'Open the device in Intune, see which compliance rule fails, mend it and sync.',
    });
    expect(explain(row).policyLine).toContain('a group of this user and the app “Ledger”');
  });

  it('says that a v1.0 record does not tell the condition', () => {
    expect(explain(signIn(blockedRecord())).policyLine).toBe(
      'Blocked by “Block legacy authentication”. The record does not say which of its conditions matched.',
    );
  });

  it('names what else was not met, so that mending one does not end in the next', () => {
    const row = signIn(
      blockedRecord({
        appliedConditionalAccessPolicies: [
          appliedPolicy({ displayName: 'A', enforcedGrantControls: ['Block'], result: 'failure' }),
          appliedPolicy({ displayName: 'B', result: 'failure' }),
          appliedPolicy({ displayName: 'C', result: 'reportOnlyFailure' }),
        ],
      }),
    );
    expect(explain(row).controlLine).toMatch(/ Not met either: “B”\.$/);
  });

  it('tells missing permission from no policy', () => {
    const hidden = explain(signIn(blockedRecord({ appliedConditionalAccessPolicies: undefined })));
    expect(hidden.policyLine).toBe(
      'Blocked by conditional access. Which policy decided is not shown: grant the app Policy.Read.ConditionalAccess.',
    );
    const none = explain(signIn(blockedRecord({ appliedConditionalAccessPolicies: [] })));
    expect(none.policyLine).toBe(
      'Blocked by conditional access. The record names no policy that decided.',
    );
  });

  it('warns of phishing when a device code was blocked', () => {
    const row = blockedBy(
      { conditionsSatisfied: 'application,users,authenticationFlows' },
      { authenticationProtocol: 'deviceCode' },
    );
    expect(explain(row).policyLine).toContain('this sign-in used the device code flow');
    expect(explain(row).nextStep).toMatch(/phishing/);
  });
});

describe('why a sign-in was interrupted', () => {
  it('says what was asked for and what became of it', () => {
    const row = signIn(
      promptedRecord({
        authenticationDetails: [
          { succeeded: true, authenticationStepResultDetail: 'Correct password' },
          { succeeded: false, authenticationStepResultDetail: 'User did not respond' },
        ],
      }),
    );
    expect(explain(row)).toMatchObject({
      policyLine: expect.stringMatching(/^Interrupted by “Require MFA for everyone”/),
      controlLine:
        'It asks for multifactor authentication, which was not met. User did not respond.',
    });
  });

  it.each([
    [
      'OR',
      'It asks for one of these, and none was met: multifactor authentication or a compliant device.',
    ],
    [
      'AND',
      'It asks for multifactor authentication and a compliant device, and not all of it was met.',
    ],
  ])('says whether one or all controls are needed (%s)', (operator, sentence) => {
    const both = policy({
      grantControls: { operator, builtInControls: ['mfa', 'compliantDevice'] },
    });
    expect(explain(signIn(promptedRecord()), { policies: [both] }).controlLine).toBe(sentence);
  });

  it('quotes custom controls and terms of use as they are titled', () => {
    const row = signIn(
      promptedRecord({
        status: { errorCode: 50158 },
        appliedConditionalAccessPolicies: [
          appliedPolicy({ result: 'failure', enforcedGrantControls: ['Acme Challenge'] }),
        ],
      }),
    );
    expect(explain(row).controlLine).toBe('It asks for “Acme Challenge”, which was not met.');
  });

  it('says when per-user settings and not a policy asked', () => {
    const row = signIn(
      promptedRecord({
        conditionalAccessStatus: 'notApplied',
        appliedConditionalAccessPolicies: [],
        authenticationRequirementPolicies: [
          { requirementProvider: 'user', detail: 'Per-user MFA' },
        ],
      }),
    );
    expect(explain(row).policyLine).toMatch(
      /^Interrupted by per-user multifactor authentication\./,
    );
  });

  it('calms down about expected pauses', () => {
    const why = explain(signIn({ status: { errorCode: 50140 } }));
    expect(why.policyLine).toBe('Interrupted: the user was asked whether to stay signed in.');
    expect(why.controlLine).toMatch(/nothing was refused/);
  });

  it('names the sign-in frequency when that ran out', () => {
    const row = signIn(
      promptedRecord({
        status: { errorCode: 70043 },
        appliedConditionalAccessPolicies: [
          appliedPolicy({ displayName: 'Other', result: 'failure' }),
          appliedPolicy({
            displayName: 'Weekly',
            result: 'failure',
            enforcedSessionControls: ['SignInFrequency'],
            sessionControlsNotSatisfied: ['SignInFrequency'],
          }),
        ],
      }),
    );
    expect(explain(row).policyLine).toMatch(/^Interrupted by “Weekly”/);
    expect(explain(row).controlLine).toMatch(
      /^Its session control was not met: sign-in frequency\./,
    );
  });
});

describe('why a sign-in failed or got in', () => {
  it('says that policies are not looked at before the password is right', () => {
    expect(explain(signIn({ status: { errorCode: 50126 } }))).toMatchObject({
      policyLine: 'Failed: user name or password is wrong.',
      controlLine: 'Conditional access is looked at only after the credentials are right.',
    });
  });

  it('gives the record’s reason and Microsoft’s page for an unknown code', () => {
    const why = explain(signIn({ status: { errorCode: 424242, failureReason: 'Odd thing' } }));
    expect(why.policyLine).toBe('Failed: odd thing.');
    expect(why.nextStep).toContain('https://login.microsoftonline.com/error?code=424242');
  });

  it('says which policies were satisfied, by what, and which rehearsed one would have stopped it', () => {
    const row = signIn({
      status: {
        errorCode: 0,
        additionalDetails: 'MFA requirement satisfied by claim in the token',
      },
      appliedConditionalAccessPolicies: [
        appliedPolicy({ displayName: 'A' }),
        appliedPolicy({ displayName: 'B', enforcedGrantControls: ['RequireCompliantDevice'] }),
        appliedPolicy({ displayName: 'R', result: 'reportOnlyFailure' }),
        appliedPolicy({ displayName: 'N', result: 'notApplied' }),
      ],
    });
    expect(explain(row)).toEqual({
      policyLine: 'Got in: “A” and “B” applied and were satisfied.',
      controlLine:
        'Asked for and met: multifactor authentication and a compliant device. MFA requirement satisfied by claim in the token.',
      nextStep: 'Nothing to do now; “R” in report-only would have stopped this.',
    });
  });

  it('does not claim that no policy applied when it may not know', () => {
    const hidden = signIn({ appliedConditionalAccessPolicies: undefined });
    expect(explain(hidden).policyLine).toContain('grant the app Policy.Read.ConditionalAccess');
    expect(explain(signIn({ conditionalAccessStatus: 'notApplied' })).policyLine).toBe(
      'Got in: no conditional access policy applied.',
    );
    expect(explain(signIn({ conditionalAccessStatus: 'success' })).policyLine).toContain(
      'does not say by which policy',
    );
  });

  it('does not ask for a permission over a service principal, whose records never hold policies', () => {
    const row = signIn({
      signInEventTypes: ['servicePrincipal'],
      appliedConditionalAccessPolicies: undefined,
      conditionalAccessStatus: 'notApplied',
    });
    expect(explain(row).policyLine).toBe('Got in: no conditional access policy applied.');
  });
});
