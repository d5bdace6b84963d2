import type { JsonObject } from './json.ts';
import type { SignInRow } from './sign-in-row.ts';

function step(
  at: string,
  requirement: string,
  method: string,
  detail: string | undefined,
  succeeded: boolean,
  result: string,
): JsonObject {
  return {
    authenticationStepDateTime: at,
    authenticationMethod: method,
    authenticationMethodDetail: detail,
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: requirement,
  };
}

const passwordFailures: Record<number, string> = {
  50126: 'Invalid username or password or Invalid on-premise username or password.',
  50053:
    'Account is locked because user tried to sign in too many times with an incorrect user ID or password.',
  50055: 'Password is expired',
  50057: 'User account is disabled',
};

function primaryStep(row: SignInRow, at: string): JsonObject {
  const primary = 'Primary authentication';
  const failure = passwordFailures[row.code];
  if (failure) return step(at, primary, 'Password', 'Password in the cloud', false, failure);
  if (row.about.mfa === 'claim' || row.about.kind === 'nonInteractiveUser') {
    return step(
      at,
      primary,
      'Previously satisfied',
      undefined,
      true,
      'First factor requirement satisfied by claim in the token',
    );
  }
  const detail = row.seq % 3 === 0 ? 'Password Hash Sync' : 'Password in the cloud';
  return step(at, primary, 'Password', detail, true, 'Correct password');
}

const secondStepResults: Record<string, [boolean, string]> = {
  done: [true, 'MFA successfully completed'],
  denied: [false, 'MFA denied; user declined the authentication'],
  pending: [false, 'Authentication in progress'],
  unregistered: [false, 'User registration for MFA required'],
  expired: [false, 'MFA requirement expired due to policies configured on tenant'],
};

function secondStep(row: SignInRow, at: string): JsonObject | undefined {
  const requirement = 'Multifactor authentication';
  const { mfa, person } = row.about;
  if (mfa === 'claim') {
    return step(
      at,
      requirement,
      'Previously satisfied',
      undefined,
      true,
      'MFA requirement satisfied by claim in the token',
    );
  }
  const result = secondStepResults[mfa];
  if (result === undefined) return undefined;
  const method = mfa === 'unregistered' ? '' : (person?.secondFactor ?? '');
  const detail = method === 'Text message' ? '+XX XXXXXXX17' : undefined;
  return step(at, requirement, method, detail, result[0], result[1]);
}

/** The rows of the "Authentication details" tab; none for workloads. */
export function authenticationDetails(row: SignInRow, createdDateTime: string): JsonObject[] {
  if (row.about.person === undefined) return [];
  const second = secondStep(row, createdDateTime);
  const first = primaryStep(row, createdDateTime);
  return second === undefined ? [first] : [first, second];
}

/** Which policies of the service asked for a second factor. */
export function requirementPolicies(row: SignInRow): JsonObject[] {
  if (row.about.mfa === 'notAsked') return [];
  const risky = row.about.userRisk === 'high';
  return [
    { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
    ...(risky ? [{ requirementProvider: 'riskBasedPolicy', detail: 'Risk-based policy' }] : []),
  ];
}

/** The key/value rows that say how the request was handled. */
export function processingDetails(row: SignInRow): JsonObject[] {
  const details = [
    { key: 'Login Hint Present', value: row.seq % 2 === 0 ? 'True' : 'False' },
    {
      key: 'Legacy TLS (TLS 1.0, 1.1, 3DES)',
      value: row.about.clientApp === 'POP3' ? 'True' : 'False',
    },
    { key: 'Is CAE Token', value: row.seq % 5 === 0 ? 'True' : 'False' },
  ];
  if (row.seq % 4 === 0)
    details.push({ key: 'Oauth Scope Info', value: '["User.Read","profile"]' });
  if (row.about.person === undefined) {
    details.push({
      key: 'Azure AD App Authentication Library',
      value: 'Family: MSAL Library: MSAL.NetCore 4.66.1 Platform: Linux',
    });
  }
  return details;
}
