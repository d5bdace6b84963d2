import type { JsonRecord } from '../../domain/record.ts';

/** Accounts of nobody: their ids are in no directory. */
export const sampleUser = {
  id: '5a3b1e00-0000-4000-8000-000000000001',
  name: 'Sam Sample',
  userPrincipalName: 'sam.sample@example.com',
};

/** A sign-in of nobody that got in, as Graph (beta) serves it; id and time are the caller's. */
export function sampleSignIn(more: JsonRecord = {}): JsonRecord {
  return {
    userId: sampleUser.id,
    userDisplayName: sampleUser.name,
    userPrincipalName: sampleUser.userPrincipalName,
    appId: '5a3b1e00-0000-4000-8000-0000000000a1',
    appDisplayName: 'Office 365 Exchange Online',
    resourceDisplayName: 'Office 365 Exchange Online',
    ipAddress: '203.0.113.42',
    location: { city: 'Oslo', state: 'Oslo', countryOrRegion: 'NO' },
    clientAppUsed: 'Browser',
    deviceDetail: {
      displayName: 'SAMPLE-LAPTOP',
      operatingSystem: 'Windows 11',
      browser: 'Edge 142.0.0',
      isCompliant: false,
      isManaged: false,
      trustType: '',
    },
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    conditionalAccessStatus: 'notApplied',
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    appliedConditionalAccessPolicies: [],
    ...more,
  };
}

/** A sign-in with a wrong password, from where nobody of the sample is. */
export function sampleWrongPassword(more: JsonRecord = {}): JsonRecord {
  return sampleSignIn({
    ipAddress: '198.51.100.23',
    location: { city: 'Lagos', state: 'Lagos', countryOrRegion: 'NG' },
    deviceDetail: {},
    status: {
      errorCode: 50126,
      failureReason: 'Error validating credentials due to invalid username or password.',
      additionalDetails: null,
    },
    ...more,
  });
}

/** One of many people of the sample, counted from 0. */
export function samplePerson(n: number): JsonRecord {
  const number = n + 1;
  return {
    userId: `5a3b1e00-0000-4000-8000-${String(1000 + number).padStart(12, '0')}`,
    userDisplayName: `Sam Sample ${number}`,
    userPrincipalName: `sam.sample.${number}@example.com`,
  };
}

interface Outcome {
  readonly code: number;
  readonly reason: string;
  readonly policy: string;
  readonly control: string;
}

/** The same, as conditional access did not let it in. */
export function sampleRefusal({ code, reason, policy, control }: Outcome): JsonRecord {
  return sampleSignIn({
    conditionalAccessStatus: 'failure',
    status: { errorCode: code, failureReason: reason, additionalDetails: null },
    appliedConditionalAccessPolicies: [
      {
        id: '5a3b1e00-0000-4000-8000-0000000000c1',
        displayName: policy,
        result: 'failure',
        enforcedGrantControls: [control],
        enforcedSessionControls: [],
      },
    ],
  });
}
