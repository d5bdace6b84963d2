import { type SignIn, toSignIn } from '../../src/domain/sign-in.ts';
import { atMinute } from './builders.ts';

interface RecordWords {
  readonly id: string;
  readonly minute: number;
  readonly user?: string;
  readonly app?: string;
  readonly policy?: string;
  readonly attempt?: string;
  readonly interactive?: boolean;
  readonly ip?: string;
}

function record(
  words: RecordWords,
  code: number,
  conditionalAccess: string,
  control: string,
): SignIn {
  const { id, minute, user = 'ada', app = 'Payroll', policy = 'Require MFA' } = words;
  const signIn = toSignIn({
    id,
    createdDateTime: atMinute(minute).toISOString(),
    correlationId: words.attempt ?? id,
    userId: `id-of-${user}`,
    userDisplayName: user,
    userPrincipalName: `${user}@contoso.example`,
    appId: `id-of-${app}`,
    appDisplayName: app,
    ipAddress: words.ip ?? '203.0.113.7',
    location: { city: 'Oslo', countryOrRegion: 'NO' },
    deviceDetail: { displayName: 'LAPTOP-7', operatingSystem: 'Windows 11', browser: 'Edge 140' },
    isInteractive: words.interactive ?? true,
    signInEventTypes: [words.interactive === false ? 'nonInteractiveUser' : 'interactiveUser'],
    conditionalAccessStatus: conditionalAccess,
    status: { errorCode: code, failureReason: 'as recorded' },
    appliedConditionalAccessPolicies: [
      {
        id: `id-of-${policy}`,
        displayName: policy,
        result: conditionalAccess,
        enforcedGrantControls: [control],
        enforcedSessionControls: [],
      },
    ],
  });
  if (signIn === undefined) throw new Error('a record without id or time');
  return signIn;
}

/** A sign-in that a policy blocked. */
export const blocked = (words: RecordWords): SignIn => record(words, 53003, 'failure', 'Block');

/** A sign-in that was asked for a second factor and has not given it. */
export const prompted = (words: RecordWords): SignIn => record(words, 50074, 'failure', 'Mfa');

/** A sign-in that got in. */
export const gotIn = (words: RecordWords): SignIn => record(words, 0, 'success', 'Mfa');
