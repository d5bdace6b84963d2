import { describe, expect, it } from '@jest/globals';
import { grantControlWords, isBlockControl } from '../../src/domain/grant-controls.ts';
import { describePolicy, idsIn } from '../../src/domain/policy-words.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { policy } from '../builders.ts';

const finance = '11111111-1111-4111-8111-111111111111';
const office = '22222222-2222-4222-8222-222222222222';
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const names: Record<string, string> = { [finance]: 'Finance', [office]: 'Head office' };
const nameOf = (id: string) => names[id];

function withConditions(conditions: JsonRecord) {
  return describePolicy(policy({ conditions }), nameOf);
}

describe('a policy read aloud', () => {
  it('says whom, what, control and state of the simplest one', () => {
    expect(describePolicy(policy(), nameOf)).toEqual({
      state: 'on',
      who: ['All users'],
      what: ['All apps'],
      conditions: [],
      grant: ['Require multifactor authentication'],
      session: [],
    });
  });

  it('names groups and built-in roles, and leaves an unknown id as it is', () => {
    const { who } = withConditions({
      users: {
        includeGroups: [finance, 'unknown-id'],
        includeRoles: [globalAdministrator],
        excludeUsers: ['GuestsOrExternalUsers'],
      },
    });
    expect(who).toEqual([
      'Groups: Finance and unknown-id',
      'Roles: Global Administrator',
      'Except users: guests and external users',
    ]);
  });

  it('reads comma-joined guest types, with and without organisations', () => {
    const { who } = withConditions({
      users: {
        includeUsers: [],
        includeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest',
          externalTenants: { membershipKind: 'all' },
        },
        excludeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'serviceProvider',
          externalTenants: { membershipKind: 'enumerated', members: [finance] },
        },
      },
    });
    expect(who).toEqual([
      'External users: local guest users and B2B collaboration guests',
      'Except external users: service provider users, of the organisations Finance',
    ]);
  });

  it('reads user actions, contexts and app filters instead of “no apps”', () => {
    const { what } = withConditions({
      applications: {
        includeApplications: ['None'],
        includeUserActions: ['urn:user:registersecurityinfo'],
        includeAuthenticationContextClassReferences: ['c1'],
        applicationFilter: { mode: 'exclude', rule: 'CustomSecurityAttribute.A.B -eq "x"' },
      },
    });
    expect(what).toEqual([
      'User action: registering security info',
      'Authentication context: c1',
      'Except apps that match: CustomSecurityAttribute.A.B -eq "x"',
    ]);
  });

  it('reads every condition, lists and comma strings alike', () => {
    const { conditions } = withConditions({
      clientAppTypes: ['exchangeActiveSync', 'other'],
      platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
      locations: { includeLocations: ['All'], excludeLocations: [office, 'AllTrusted'] },
      devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -eq True' } },
      signInRiskLevels: ['high', 'medium'],
      userRiskLevels: [],
      insiderRiskLevels: 'elevated,moderate',
      authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
    });
    expect(conditions).toEqual([
      'Client apps: Exchange ActiveSync or other (legacy) clients',
      'Platforms: any platform',
      'Except platforms: iOS',
      'Any location',
      'Except locations: Head office and all trusted locations',
      'Devices that match: device.isCompliant -eq True',
      'Sign-in risk: high or medium',
      'Insider risk: elevated or moderate',
      'Authentication flows: device code flow or authentication transfer',
    ]);
  });

  it('names service principals of a workload policy and not “no users”', () => {
    const { who } = withConditions({
      users: { includeUsers: ['None'] },
      clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] },
    });
    expect(who).toEqual(['Service principals: all service principals of this tenant']);
  });

  it.each([
    ['OR', 'Require one of these (OR):'],
    ['AND', 'Require all of these (AND):'],
  ])('says whether one control is enough or all are needed (%s)', (operator, first) => {
    const grantControls = {
      operator,
      builtInControls: ['compliantDevice', 'domainJoinedDevice'],
      customAuthenticationFactors: ['Acme'],
      termsOfUse: [finance],
      authenticationStrength: { displayName: 'Phishing-resistant MFA' },
    };
    expect(describePolicy(policy({ grantControls }), nameOf).grant).toEqual([
      first,
      'a compliant device',
      'a hybrid joined device',
      'the authentication strength “Phishing-resistant MFA”',
      'accepting the terms of use Finance',
      'the control “Acme”',
    ]);
  });

  it('reads session controls, and leaves out what is switched off', () => {
    const sessionControls = {
      'applicationEnforcedRestrictions@odata.context': 'x',
      applicationEnforcedRestrictions: null,
      signInFrequency: { isEnabled: true, value: null, type: null, frequencyInterval: 'everyTime' },
      persistentBrowser: { isEnabled: true, mode: 'never' },
      cloudAppSecurity: { isEnabled: false, cloudAppSecurityType: 'blockDownloads' },
      disableResilienceDefaults: true,
    };
    const read = describePolicy(policy({ grantControls: null, sessionControls }), nameOf);
    expect(read.session).toEqual([
      'Sign in again every time',
      'The browser never keeps the session',
      'Resilience defaults are off: no access during an outage',
    ]);
    expect(read.grant).toEqual(['No grant control: it lets in, under its session controls']);
  });

  it.each([
    [4, 'hours', 'Sign in again every 4 hours'],
    [1, 'days', 'Sign in again every day'],
  ])('says how often to sign in again: %d %s', (value, type, sentence) => {
    const sessionControls = { signInFrequency: { isEnabled: true, value, type } };
    expect(describePolicy(policy({ sessionControls }), nameOf).session).toEqual([sentence]);
  });

  it.each([
    ['disabled', 'off'],
    ['enabledForReportingButNotEnforced', 'report-only: it is evaluated and stops nobody'],
    ['somethingNew', 'somethingNew'],
  ])('says the state %s', (state, words) => {
    expect(describePolicy(policy({ state }), nameOf).state).toBe(words);
  });

  it('reads a policy of which everything is null', () => {
    expect(
      describePolicy(
        policy({ conditions: null, grantControls: null, sessionControls: null }),
        nameOf,
      ),
    ).toMatchObject({ who: ['Nobody'], what: ['No apps'], conditions: [], session: [] });
  });
});

describe('ids to be named', () => {
  it('are those of users, groups, apps and locations, each once; literals and known roles are not', () => {
    const ids = idsIn(
      policy({
        conditions: {
          users: {
            includeUsers: ['All'],
            excludeGroups: [finance],
            includeRoles: [globalAdministrator],
          },
          applications: { includeApplications: [finance, 'Office365'] },
          locations: {
            excludeLocations: [office, 'AllTrusted', '00000000-0000-0000-0000-000000000000'],
          },
        },
      }),
    );
    expect(ids).toEqual([finance, office]);
  });
});

describe('grant controls as records write them', () => {
  it.each([
    ['Mfa', 'multifactor authentication'],
    ['Require multifactor authentication', 'multifactor authentication'],
    ['RequireCompliantDevice', 'a compliant device'],
    ['Require device to be marked as compliant', 'a compliant device'],
    ['RequireDomainJoinedDevice', 'a hybrid joined device'],
    ['RequireApprovedApp', 'an approved client app'],
    ['block', 'Block access'],
    [' Checkpoint Custom Control ', 'Checkpoint Custom Control'],
    ['Blockbuster terms', 'Blockbuster terms'],
  ])('%s reads %s', (control, words) => {
    expect(grantControlWords(control)).toBe(words);
  });

  it('holds only Block for a block', () => {
    expect(['Block', 'BLOCK', 'Block access'].every(isBlockControl)).toBe(true);
    expect(['Blockbuster terms', 'Mfa', ''].some(isBlockControl)).toBe(false);
  });
});
