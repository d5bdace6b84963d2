import { describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../src/domain/record.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import {
  type FactValue,
  type PolicySection,
  type Tab,
  type TabId,
  tabsOf,
} from '../../src/domain/sign-in-tabs.ts';
import { appliedPolicy, minutesAfter, noon, signIn } from '../builders.ts';

const later = minutesAfter(noon, 120);

function tab(id: TabId, row: SignIn, now = later): Tab {
  const found = tabsOf(row, { now }).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no tab ${id}`);
  return found;
}

function said(value: FactValue): string {
  return typeof value === 'string' ? value : value.at.toISOString();
}

function factsIn(one: Tab): Record<string, string> {
  const facts = one.sections.flatMap((section) => (section.kind === 'facts' ? section.facts : []));
  return Object.fromEntries(facts.map((fact) => [fact.label, said(fact.value)]));
}

function policiesIn(one: Tab): PolicySection {
  const found = one.sections.find((section) => section.kind === 'policies');
  if (found?.kind !== 'policies') throw new Error('no policies');
  return found;
}

function withPolicies(policies: JsonRecord[], overrides: JsonRecord = {}): SignIn {
  return signIn({ appliedConditionalAccessPolicies: policies, ...overrides });
}

describe('the seven tabs', () => {
  it('have the portal’s titles in the portal’s order', () => {
    expect(tabsOf(signIn(), { now: later }).map((one) => one.title)).toEqual([
      'Basic info',
      'Location',
      'Device info',
      'Authentication details',
      'Conditional access',
      'Report-only',
      'Additional details',
    ]);
  });

  const places: [TabId, JsonRecord][] = [
    [
      'basic',
      {
        correlationId: 'x-correlation',
        originalRequestId: 'x-original',
        userDisplayName: 'x-user',
        userPrincipalName: 'x-upn',
        userId: 'x-user-id',
        userType: 'x-type',
        signInIdentifier: 'x-identifier',
        signInIdentifierType: 'x-identifier-type',
        homeTenantId: 'x-home',
        homeTenantName: 'x-home-name',
        resourceTenantId: 'x-resource-tenant',
        resourceServicePrincipalId: 'x-resource-sp',
        crossTenantAccessType: 'x-cross',
        appDisplayName: 'x-app',
        appId: 'x-app-id',
        resourceDisplayName: 'x-resource',
        resourceId: 'x-resource-id',
        clientAppUsed: 'x-client',
        conditionalAccessStatus: 'x-ca',
        tokenIssuerName: 'x-issuer',
        tokenIssuerType: 'x-issuer-type',
        uniqueTokenIdentifier: 'x-token',
        incomingTokenType: 'x-incoming',
        authenticationProtocol: 'x-protocol',
        servicePrincipalId: 'x-sp',
        servicePrincipalName: 'x-sp-name',
        clientCredentialType: 'x-credential',
        sessionId: 'x-session',
        flaggedForReview: 'x-flagged',
        processingTimeInMilliseconds: 'x-latency',
        userAgent: 'x-agent',
        authenticationRequirement: 'x-requirement',
        status: { errorCode: 424242, failureReason: 'x-reason', additionalDetails: 'x-details' },
      },
    ],
    [
      'location',
      {
        ipAddress: 'x-ip',
        autonomousSystemNumber: 'x-asn',
        ipAddressFromResourceProvider: 'x-ip-resource',
        globalSecureAccessIpAddress: 'x-gsa',
        isThroughGlobalSecureAccess: 'x-through',
        networkLocationDetails: [{ networkType: 'x-network', networkNames: ['x-name'] }],
        location: { city: 'x-city', state: 'x-state', countryOrRegion: 'x-country' },
      },
    ],
    [
      'device',
      {
        deviceDetail: {
          deviceId: 'x-device',
          displayName: 'x-device-name',
          operatingSystem: 'x-os',
          browser: 'x-browser',
          isCompliant: 'x-compliant',
          isManaged: 'x-managed',
          trustType: 'x-trust',
        },
        authenticationAppDeviceDetails: { deviceId: 'x-app-device' },
        signInTokenProtectionStatus: 'x-protection',
        appTokenProtectionStatus: 'x-app-protection',
      },
    ],
    [
      'authentication',
      {
        authenticationRequirementPolicies: [{ requirementProvider: 'x-by', detail: 'x-by-detail' }],
        sessionLifetimePolicies: [{ expirationRequirement: 'x-life', detail: 'x-life-detail' }],
        authenticationMethodsUsed: ['x-used'],
        authenticationContextClassReferences: [{ id: 'x-context', detail: 'x-context-detail' }],
        mfaDetail: { authMethod: 'x-mfa', authDetail: 'x-mfa-detail' },
        authenticationProcessingDetails: [{ key: 'x-key', value: 'x-value' }],
        authenticationDetails: [
          {
            authenticationMethod: 'x-method',
            authenticationMethodDetail: 'x-method-detail',
            authenticationStepResultDetail: 'x-result',
            authenticationStepRequirement: 'x-step',
            succeeded: 'x-succeeded',
          },
        ],
      },
    ],
    ['conditional-access', { conditionalAccessAudiences: ['x-audience'] }],
    [
      'additional',
      {
        riskState: 'x-risk-state',
        riskDetail: 'x-risk-detail',
        riskLevelAggregated: 'x-risk-aggregated',
        riskLevelDuringSignIn: 'x-risk-during',
        riskEventTypes: ['x-event'],
        riskEventTypes_v2: ['x-event-2'],
        isTenantRestricted: 'x-restricted',
        privateLinkDetails: { policyId: 'x-link' },
        originalTransferMethod: 'x-transfer',
        managedServiceIdentity: { msiType: 'x-msi' },
        azureResourceId: 'x-azure',
        appliedEventListeners: [{ eventType: 'x-listener' }],
        agent: { agentType: 'x-agentic' },
        somethingNew: { deep: ['x-new'] },
      },
    ],
  ];

  it.each(places)('show in %s every field that belongs there', (id, record) => {
    const shown = Object.entries(factsIn(tab(id, signIn(record))))
      .flat()
      .join('\n')
      .toLowerCase();
    const marks = JSON.stringify(record).match(/x-[\w-]+/g) ?? [];
    expect(marks.filter((mark) => !shown.includes(mark))).toEqual([]);
  });

  it('label ids and the moment as the portal does, and leave the moment to the card', () => {
    const basic = tab('basic', signIn());
    expect(factsIn(basic)['Request ID']).toBe('5f0b1c1e-0000-4000-8000-000000000001');
    const date = basic.sections[0]?.kind === 'facts' ? basic.sections[0].facts[0] : undefined;
    expect(date).toEqual({ label: 'Date', value: { kind: 'time', at: noon } });
  });

  it('explain the code beside the record’s own words', () => {
    const facts = factsIn(
      tab('basic', signIn({ status: { errorCode: 50126, failureReason: 'R.' } })),
    );
    expect(facts).toMatchObject({
      Status: 'failed: credential',
      'What it means': 'User name or password is wrong.',
      'Sign-in error code': '50126',
      'Failure reason': 'R.',
    });
  });
});

describe('what is not there is told apart', () => {
  it('place: none, and 0/0 is no place', () => {
    const nowhere = signIn({
      location: {
        city: '',
        state: '',
        countryOrRegion: '',
        geoCoordinates: { latitude: 0, longitude: 0 },
      },
    });
    const empty = tab('location', nowhere);
    expect(empty.note).toBe('Place: none, the service made no guess.');
    expect(Object.keys(factsIn(empty))).toEqual(['IP address']);
    expect(factsIn(tab('location', signIn())).Location).toBe(
      'Philadelphia, Pennsylvania, US (best guess)',
    );
  });

  it('policies: not allowed is not none', () => {
    for (const id of ['conditional-access', 'report-only'] as const) {
      expect(tab(id, signIn({ appliedConditionalAccessPolicies: undefined })).note).toBe(
        'Not allowed: grant the app Policy.Read.ConditionalAccess to see policies here.',
      );
      expect(tab(id, signIn()).note).toMatch(/^Policies: none/);
    }
  });

  it('risk: not licensed', () => {
    const additional = tab(
      'additional',
      signIn({ riskState: 'hidden', riskLevelDuringSignIn: 'hidden' }),
    );
    expect(factsIn(additional)['Risk level during sign-in']).toBe(
      'not licensed (needs Entra ID P2)',
    );
    expect(additional.note).toMatch(/needs Entra ID P2/);
  });

  it('steps: not arrived yet while the record is young, none later, beta only in v1.0', () => {
    const fresh = minutesAfter(noon, 3);
    const unsteady = signIn({
      authenticationDetails: [
        { authenticationStepRequirement: 'Multifactor authentication', succeeded: true },
      ],
    });
    expect(tab('authentication', unsteady, fresh).note).toMatch(/^Not arrived yet/);
    expect(tab('authentication', unsteady, later).note).toBeUndefined();
    expect(tab('authentication', signIn(), fresh).note).toMatch(/^Not arrived yet/);
    expect(tab('authentication', signIn({ authenticationDetails: [] })).note).toBe(
      'Steps: none recorded.',
    );
    expect(tab('authentication', signIn()).note).toMatch(/beta/);
  });

  it('steps: complete ones carry no warning even when young', () => {
    const row = signIn({
      authenticationDetails: [
        { authenticationStepRequirement: 'Primary authentication', succeeded: true },
      ],
    });
    expect(tab('authentication', row, minutesAfter(noon, 1)).note).toBeUndefined();
  });

  it('additional details: nothing recorded', () => {
    const bare = signIn({
      riskState: null,
      riskDetail: null,
      riskLevelAggregated: '',
      riskLevelDuringSignIn: '<null>',
    });
    expect(tab('additional', bare)).toMatchObject({ sections: [], note: 'Nothing recorded.' });
  });

  it('device: one that did not identify itself', () => {
    const row = signIn({ deviceDetail: { deviceId: '', browser: 'Edge' } });
    expect(tab('device', row).note).toMatch(/^Device identity: none/);
    expect(tab('device', signIn()).note).toBeUndefined();
  });
});

describe('authentication details', () => {
  it('say what an earlier sign-in had satisfied already, step by step', () => {
    const row = signIn({
      authenticationDetails: [
        {
          authenticationMethod: 'Previously satisfied',
          authenticationStepRequirement: 'Primary authentication',
          authenticationStepDateTime: '2026-11-22T12:00:00Z',
          succeeded: true,
        },
        { authenticationMethod: 'Authenticator App', succeeded: false },
      ],
    });
    const { sections } = tab('authentication', row);
    expect(sections.map((section) => section.title)).toEqual([
      'Step 1: Primary authentication',
      'Step 2: Authentication',
    ]);
    expect(sections[0]).toMatchObject({
      facts: [
        { label: 'Date', value: { kind: 'time', at: noon } },
        {
          label: 'Authentication method',
          value: 'Previously satisfied (by an earlier sign-in; nothing was asked this time)',
        },
        { label: 'Succeeded', value: 'Yes' },
        { label: 'Requirement', value: 'Primary authentication' },
      ],
    });
  });
});

describe('policies on a sign-in', () => {
  it('come failed first, then satisfied, then the rest, in plain words', () => {
    const row = withPolicies([
      appliedPolicy({
        displayName: 'Not mine',
        result: 'notApplied',
        conditionsNotSatisfied: 'users,location,ipAddressSeenByAzureAD',
      }),
      appliedPolicy({ displayName: 'Fine' }),
      appliedPolicy({ displayName: 'Off', result: 'notEnabled' }),
      appliedPolicy({ displayName: 'New', result: 'somethingNew' }),
      appliedPolicy({
        displayName: 'Asks',
        result: 'failure',
        enforcedGrantControls: ['Mfa', 'Acme terms'],
      }),
      appliedPolicy({ displayName: 'Blocks', result: 'failure', enforcedGrantControls: ['Block'] }),
      appliedPolicy({ displayName: 'Rehearsed', result: 'reportOnlyFailure' }),
    ]);
    const lines = policiesIn(tab('conditional-access', row)).policies;
    expect(lines.map(({ name, result, tone }) => [name, result, tone])).toEqual([
      ['Asks', 'not satisfied: asks for multifactor authentication and “Acme terms”', 'bad'],
      ['Blocks', 'blocked', 'bad'],
      ['Fine', 'satisfied', 'good'],
      ['New', 'something new', 'neutral'],
      [
        'Not mine',
        'did not apply because the user is not in its scope and the location did not match',
        'neutral',
      ],
      ['Off', 'off', 'neutral'],
    ]);
  });

  it('say by which rule somebody is excluded', () => {
    const row = withPolicies([
      appliedPolicy({
        result: 'notApplied',
        conditionsNotSatisfied: 2,
        excludeRulesSatisfied: [{ conditionalAccessCondition: 'users', ruleSatisfied: 'groupId' }],
      }),
    ]);
    expect(policiesIn(tab('conditional-access', row)).policies[0]?.result).toBe(
      'did not apply because the user is excluded by a group',
    );
  });

  it('carry id and controls, so that a card can open what they demand', () => {
    const row = withPolicies([
      appliedPolicy({ id: 'p1', enforcedSessionControls: ['SignInFrequency'] }),
    ]);
    expect(policiesIn(tab('conditional-access', row)).policies[0]).toMatchObject({
      policyId: 'p1',
      controls: ['multifactor authentication', 'sign-in frequency'],
    });
  });

  it('are folded where they did not apply, and counted; those that did are all shown', () => {
    const idle = Array.from({ length: 40 }, (_, n) =>
      appliedPolicy({ displayName: `N${n}`, result: n % 2 ? 'notApplied' : 'notEnabled' }),
    );
    const busy = Array.from({ length: 12 }, (_, n) => appliedPolicy({ displayName: `S${n}` }));
    const { policies, folded } = policiesIn(
      tab('conditional-access', withPolicies([...idle, ...busy])),
    );
    expect(policies).toHaveLength(17);
    expect(folded).toEqual({ count: 35, words: '35 more policies did not apply.' });
    expect(policiesIn(tab('conditional-access', withPolicies(busy))).folded).toBeUndefined();
  });

  it('in report-only say what they would have done', () => {
    const results = [
      'reportOnlyNotApplied',
      'reportOnlySuccess',
      'reportOnlyInterrupted',
      'reportOnlyFailure',
    ];
    const row = withPolicies([
      ...results.map((result) => appliedPolicy({ result })),
      appliedPolicy({ result: 'reportOnlyFailure', enforcedGrantControls: ['Block'] }),
      appliedPolicy({ result: 'failure' }),
    ]);
    const rehearsal = tab('report-only', row);
    expect(policiesIn(rehearsal).policies.map((line) => line.result)).toEqual([
      'would stop it: asks for multifactor authentication',
      'would block',
      'would ask the user for multifactor authentication',
      'would be satisfied',
      'would not apply',
    ]);
    expect(rehearsal.note).toMatch(/stopped nobody/);
  });
});
