import type { Policy } from '../src/domain/policy.ts';
import type { JsonRecord } from '../src/domain/record.ts';
import { type SignIn, toSignIn } from '../src/domain/sign-in.ts';

/** When everything in tests happens, unless a test says otherwise. */
export const noon = new Date('2026-11-22T12:00:00Z');

export function minutesAfter(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000);
}

/** Alice, got in, from her managed laptop: a sign-in as Graph beta serves it. Overrides replace whole properties. */
export function signInRecord(overrides: JsonRecord = {}): JsonRecord {
  return {
    id: '5f0b1c1e-0000-4000-8000-000000000001',
    createdDateTime: noon.toISOString(),
    correlationId: 'c0000000-0000-4000-8000-000000000001',
    originalRequestId: '5f0b1c1e-0000-4000-8000-000000000001',
    userId: 'a11ce000-0000-4000-8000-000000000001',
    userDisplayName: 'Alice Example',
    userPrincipalName: 'alice@contoso.example',
    userType: 'member',
    appId: 'a0000000-0000-4000-8000-000000000001',
    appDisplayName: 'Office 365 Exchange Online',
    resourceId: '00000002-0000-0ff1-ce00-000000000000',
    resourceDisplayName: 'Office 365 Exchange Online',
    clientAppUsed: 'Browser',
    ipAddress: '203.0.113.7',
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    conditionalAccessStatus: 'success',
    status: { errorCode: 0, failureReason: null, additionalDetails: null },
    location: {
      city: 'Philadelphia',
      state: 'Pennsylvania',
      countryOrRegion: 'US',
      geoCoordinates: { altitude: null, latitude: 39.95, longitude: -75.16 },
    },
    deviceDetail: {
      deviceId: 'd0000000-0000-4000-8000-000000000001',
      displayName: 'LAPTOP-ALICE',
      operatingSystem: 'Windows 11',
      browser: 'Edge 140.0.0',
      isCompliant: true,
      isManaged: true,
      trustType: 'Azure AD joined',
    },
    riskLevelDuringSignIn: 'none',
    riskLevelAggregated: 'none',
    riskState: 'none',
    riskDetail: 'none',
    appliedConditionalAccessPolicies: [],
    ...overrides,
  };
}

/** The same, read as the bot reads it. */
export function signIn(overrides: JsonRecord = {}): SignIn {
  const read = toSignIn(signInRecord(overrides));
  if (read === undefined) throw new Error('This record has no id or no time.');
  return read;
}

/** One policy inside `appliedConditionalAccessPolicies`: asked for MFA, and was satisfied. */
export function appliedPolicy(overrides: JsonRecord = {}): JsonRecord {
  return {
    id: 'ca000000-0000-4000-8000-000000000001',
    displayName: 'Require MFA for everyone',
    enforcedGrantControls: ['Mfa'],
    enforcedSessionControls: [],
    result: 'success',
    ...overrides,
  };
}

/** Alice, stopped by a policy that lets nobody in (53003). */
export function blockedRecord(overrides: JsonRecord = {}): JsonRecord {
  return signInRecord({
    conditionalAccessStatus: 'failure',
    status: {
      errorCode: 53003,
      failureReason: 'Access has been blocked by Conditional Access policies.',
      additionalDetails: null,
    },
    appliedConditionalAccessPolicies: [
      appliedPolicy({
        id: 'ca000000-0000-4000-8000-000000000002',
        displayName: 'Block legacy authentication',
        enforcedGrantControls: ['Block'],
        result: 'failure',
      }),
    ],
    ...overrides,
  });
}

/** Alice, asked for a second factor she had not given yet (50074). */
export function promptedRecord(overrides: JsonRecord = {}): JsonRecord {
  return signInRecord({
    conditionalAccessStatus: 'failure',
    status: {
      errorCode: 50074,
      failureReason: 'Strong Authentication is required.',
      additionalDetails: 'MFA required in Azure AD',
    },
    appliedConditionalAccessPolicies: [appliedPolicy({ result: 'failure' })],
    ...overrides,
  });
}

/** A policy as Graph's /identity/conditionalAccess/policies serves it: MFA for all users and apps. */
export function policyRecord(overrides: JsonRecord = {}): JsonRecord {
  return {
    id: 'ca000000-0000-4000-8000-000000000001',
    displayName: 'Require MFA for everyone',
    state: 'enabled',
    createdDateTime: '2026-01-05T08:00:00Z',
    modifiedDateTime: null,
    templateId: null,
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'], excludeApplications: [] },
      users: { includeUsers: ['All'], excludeUsers: [] },
      platforms: null,
      locations: null,
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    sessionControls: null,
    ...overrides,
  };
}

/** The same, as the policies port hands it out. */
export function policy(overrides: JsonRecord = {}): Policy {
  const raw = policyRecord(overrides);
  return {
    id: String(raw.id),
    name: String(raw.displayName),
    state: String(raw.state),
    createdAt: new Date('2026-01-05T08:00:00Z'),
    raw,
  };
}
