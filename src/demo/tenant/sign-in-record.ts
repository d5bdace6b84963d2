import { appliedPolicies } from './applied-policies.ts';
import {
  authenticationDetails,
  processingDetails,
  requirementPolicies,
} from './authentication-steps.ts';
import { errorText } from './error-codes.ts';
import { tenantId } from './identities.ts';
import type { JsonObject } from './json.ts';
import { addressIn } from './places.ts';
import { guidAt, hashText } from './random.ts';
import { riskOf, sessionPoliciesOf, workloadOf } from './sign-in-extras.ts';
import type { SignInRow } from './sign-in-row.ts';
import { asBetaTime } from './sign-in-times.ts';

const zeroId = '00000000-0000-0000-0000-000000000000';

/** The address of a sign-in; managed identities show a GUID-like internal one. */
export function ipAddressOf(row: SignInRow): string {
  return row.about.kind === 'managedIdentity'
    ? row.originalId
    : addressIn(row.about.place, row.about.addressNumber);
}

/** The correlation id that the rows of one attempt share. */
export function correlationIdOf(row: SignInRow): string {
  return guidAt(41, 2, row.thread);
}

/** Location as the log writes it: full, `{}` or empty strings with 0/0. */
export function locationOf(row: SignInRow): JsonObject {
  const { place, kind } = row.about;
  if (place.shape === 'missing') return {};
  if (place.shape === 'empty' || kind === 'managedIdentity') {
    return {
      city: '',
      state: '',
      countryOrRegion: '',
      geoCoordinates: { latitude: 0, longitude: 0 },
    };
  }
  return {
    city: place.city,
    state: place.state,
    countryOrRegion: place.country,
    geoCoordinates: { latitude: place.latitude, longitude: place.longitude },
  };
}

/** Device as the log writes it; workloads have none. */
export function deviceOf(row: SignInRow): JsonObject | undefined {
  const { device, person, kind } = row.about;
  if (person === undefined && kind !== 'interactiveUser') return undefined;
  return {
    deviceId: device?.deviceId ?? '',
    displayName: device?.displayName ?? '',
    operatingSystem: device?.operatingSystem ?? '',
    browser: row.about.clientApp === 'Browser' ? (device?.browser ?? '') : '',
    isCompliant: device?.isCompliant ?? false,
    isManaged: device?.isManaged ?? false,
    trustType: device?.trustType ?? '',
  };
}

/** Code and texts; the reason is absent, not null, where there is none. */
export function statusOf(row: SignInRow): JsonObject {
  const { failureReason, additionalDetails } = errorText(row.code);
  const claims = {
    claim: 'MFA requirement satisfied by claim in the token',
    done: 'MFA completed in Azure AD',
  };
  const succeeded =
    row.about.mfa === 'claim' || row.about.mfa === 'done' ? claims[row.about.mfa] : undefined;
  const detail = row.code === 0 ? succeeded : additionalDetails;
  return {
    errorCode: row.code,
    ...(failureReason
      ? { failureReason }
      : row.code === 0 && row.seq % 2 === 0
        ? { failureReason: 'Other.' }
        : {}),
    ...(detail ? { additionalDetails: detail } : {}),
  };
}

function identityOf(row: SignInRow): JsonObject {
  const { person, kind } = row.about;
  if (person !== undefined) {
    return {
      userDisplayName: person.displayName,
      userPrincipalName: person.signInName,
      userId: person.id,
      userType: person.userType.toLowerCase(),
      signInIdentifier: person.signInName,
      signInIdentifierType: row.seq % 2 === 0 ? 'userPrincipalName' : null,
      homeTenantId: person.homeTenantId,
      homeTenantName: person.homeTenantName,
      crossTenantAccessType: person.userType === 'Guest' ? 'b2bCollaboration' : 'none',
    };
  }
  if (kind === 'interactiveUser') {
    const name = `admin${row.seq % 10}@fabrikam.example`;
    return {
      userDisplayName: '',
      userPrincipalName: name,
      userId: zeroId,
      userType: 'member',
      signInIdentifier: name,
      homeTenantId: tenantId,
      homeTenantName: '',
      crossTenantAccessType: 'none',
    };
  }
  return { userId: null, crossTenantAccessType: 'none', ...workloadOf(row) };
}

function networksOf(row: SignInRow): JsonObject[] {
  const { network, country } = row.about.place;
  if (network) return [{ networkType: 'trustedNamedLocation', networkNames: [network] }];
  return country === 'DE'
    ? [{ networkType: 'namedNetwork', networkNames: ['Allowed countries (Länder)'] }]
    : [];
}

/** Some old sign-ins still came through the federation server. */
function issuerOf(row: SignInRow): JsonObject {
  return row.seq % 41 === 0 && row.about.person
    ? { tokenIssuerName: 'adfs.fabrikam.example', tokenIssuerType: 'ADFederationServices' }
    : { tokenIssuerName: '', tokenIssuerType: 'AzureAD' };
}

/** The user agent; clients without one of their own show the service's name for them. */
export function userAgentOf(row: SignInRow): string {
  const { device, person } = row.about;
  return device?.userAgent ?? (person ? 'BAV2ROPC' : 'azsdk-python-identity/1.19.0');
}

/** The client app; workloads have none. */
export function clientAppOf(row: SignInRow): string | undefined {
  const { person, kind, clientApp } = row.about;
  return person || kind === 'interactiveUser' ? clientApp : undefined;
}

/** The whole record in the beta shape, always the same for the same row. */
export function expandSignIn(row: SignInRow): JsonObject {
  const { about } = row;
  const createdDateTime = asBetaTime(row.atMs, row.seq);
  const isMfa = about.mfa !== 'notAsked';
  return {
    id: row.id,
    createdDateTime,
    ...identityOf(row),
    appId: about.app.id,
    appDisplayName: about.app.displayName,
    ipAddress: ipAddressOf(row),
    clientAppUsed: clientAppOf(row),
    userAgent: userAgentOf(row),
    correlationId: correlationIdOf(row),
    originalRequestId: row.originalId,
    conditionalAccessStatus: row.conditionalAccessStatus,
    isInteractive: about.kind === 'interactiveUser',
    signInEventTypes: [about.kind],
    ...issuerOf(row),
    processingTimeInMilliseconds: 40 + (row.seq % 700),
    ...riskOf(row),
    resourceDisplayName: about.app.resourceDisplayName,
    resourceId: about.app.resourceId,
    resourceTenantId: tenantId,
    resourceServicePrincipalId: guidAt(41, 4, hashText(about.app.resourceId)),
    appOwnerTenantId: about.app.ownerTenantId,
    resourceOwnerTenantId: about.app.ownerTenantId,
    authenticationMethodsUsed: about.mfa === 'done' ? [about.person?.secondFactor ?? ''] : [],
    authenticationRequirement: isMfa ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    authenticationRequirementPolicies: requirementPolicies(row),
    authenticationDetails: authenticationDetails(row, createdDateTime),
    authenticationProcessingDetails: processingDetails(row),
    ...sessionPoliciesOf(row),
    authenticationProtocol: about.protocol,
    incomingTokenType:
      about.kind === 'nonInteractiveUser'
        ? ['refreshToken', 'primaryRefreshToken'][row.seq % 2]
        : 'none',
    uniqueTokenIdentifier: Buffer.from(row.id.slice(0, 18)).toString('base64url'),
    autonomousSystemNumber: about.place.autonomousSystem,
    networkLocationDetails: networksOf(row),
    status: statusOf(row),
    deviceDetail: deviceOf(row),
    location: locationOf(row),
    appliedConditionalAccessPolicies: appliedPolicies(row),
  };
}
