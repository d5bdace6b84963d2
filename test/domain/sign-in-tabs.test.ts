import { describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../src/domain/record.ts';
import { type TabId, tabsOf } from '../../src/domain/sign-in-tabs.ts';
import { minutesAfter, noon, signIn } from '../builders.ts';
import { factsIn, later, tab } from './tabs/read-tab.ts';

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
