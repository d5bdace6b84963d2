/** What the log writes for a code; some codes come without any reason. */
export interface ErrorText {
  readonly failureReason?: string;
  readonly additionalDetails?: string;
}

const texts: Record<number, [string?, string?]> = {
  50005: [
    "User tried to log in to a device from a platform that's currently not supported through Conditional Access policy.",
  ],
  50034: [
    'The user account {EmailHidden} does not exist in the directory. To sign into this application, the account must be added to the directory.',
  ],
  50053: [
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    'The user is blocked due to repeated sign-in attempts. See https://aka.ms/aadlockout',
  ],
  50055: [
    'The password is expired.',
    "The user's password is expired, and therefore their login or session was ended.",
  ],
  50057: ['The user account is disabled.', 'The account has been disabled by an administrator.'],
  50058: ['Session information is not sufficient for single-sign-on.'],
  50072: [
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.',
    'MFA required in Azure AD',
  ],
  50074: ['Strong Authentication is required.', 'MFA required in Azure AD'],
  50076: [
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
    'MFA required in Azure AD',
  ],
  50079: [
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication.',
    'MFA required in Azure AD',
  ],
  50097: [
    'Device authentication is required.',
    'This is an expected part of the login flow, where a device is asked to identify itself.',
  ],
  50105: ['The signed in user is not assigned to a role for the application.'],
  50126: [
    'Error validating credentials due to invalid username or password.',
    "The user didn't enter the right credentials. \u00a0It's expected to see some number of these errors in your logs due to users making mistakes.",
  ],
  50131: [
    'Used in various Conditional Access errors. E.g. Bad Windows device state, request blocked due to suspicious activity, access policy, and security policy decisions.',
  ],
  50140: [
    'This error occurred due to “Keep me signed in” interrupt when the user was signing in.',
    'MFA required',
  ],
  50158: ['External security challenge was not satisfied.'],
  50173: ['The provided grant has expired due to it being revoked, a fresh auth token is needed.'],
  53000: [
    'Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant.',
  ],
  53001: [
    'Device is not in required device state: {state}. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
  ],
  53002: ['The application used is not an approved application for Conditional Access.'],
  53003: [
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ],
  53004: [
    'User needs to complete the multi-factor authentication registration process before accessing this content.',
  ],
  65001: [
    "The user or administrator has not consented to use the application with ID '{identifier}'{namePhrase}. Send an interactive authorization request for this user and resource.",
  ],
  70043: [
    'The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access.',
  ],
  500121: [
    'Authentication failed during strong authentication request.',
    'MFA denied; user declined the authentication',
  ],
  530032: ['Blocked by Conditional Access because of a security policy of the tenant.'],
  7000215: ['Invalid client secret is provided.'],
};

/** The texts for a code; an unknown code has none. */
export function errorText(code: number): ErrorText {
  const [failureReason, additionalDetails] = texts[code] ?? [];
  return { failureReason, additionalDetails };
}
