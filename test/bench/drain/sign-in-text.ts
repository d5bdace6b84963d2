import { randomUUID } from 'node:crypto';

const variants = 50;
/** As long as what is written over them in each record: a GUID, an instant. */
const idMark = '@id'.padEnd(36, '@');
const timeMark = '@time'.padEnd(24, '@');
const marks = /@(id|time)@+/g;

function policy(index: number, applied: boolean) {
  return {
    id: randomUUID(),
    displayName: `Require multifactor authentication for group ${index}`,
    enforcedGrantControls: applied ? ['Mfa', 'RequireCompliantDevice'] : [],
    enforcedSessionControls: [],
    authenticationStrength: null,
    result: applied ? 'success' : 'notApplied',
    conditionsSatisfied: applied ? 'application,users,location' : 'none',
    conditionsNotSatisfied: applied ? 'none' : 'users',
    includeRulesSatisfied: applied
      ? [{ conditionalAccessCondition: 'users', ruleSatisfied: 'allUsers' }]
      : [],
    excludeRulesSatisfied: [],
  };
}

function authenticationStep(index: number) {
  return {
    authenticationStepDateTime: timeMark,
    authenticationMethod: index === 0 ? 'Password' : 'Mobile app notification',
    authenticationMethodDetail: index === 0 ? 'Password Hash Sync' : 'Authenticator on a phone',
    succeeded: true,
    authenticationStepResultDetail: 'MFA completed in Azure AD',
    authenticationStepRequirement:
      index === 0 ? 'Primary authentication' : 'Multifactor authentication',
  };
}

/** One beta record of the usual size: the parts Graph fills for an interactive user. */
function record(variant: number): object {
  const blocked = variant % 10 === 0;
  return {
    id: idMark,
    createdDateTime: timeMark,
    userDisplayName: `Person number ${variant}`,
    userPrincipalName: `person.${variant}@fabrikam.example`,
    userId: randomUUID(),
    appId: randomUUID(),
    appDisplayName: 'Office 365 Exchange Online',
    ipAddress: `203.0.113.${variant}`,
    ipAddressFromResourceProvider: null,
    clientAppUsed: 'Browser',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    correlationId: idMark,
    conditionalAccessStatus: blocked ? 'failure' : 'success',
    originalRequestId: idMark,
    isInteractive: true,
    tokenIssuerName: '',
    tokenIssuerType: 'AzureAD',
    clientCredentialType: 'none',
    processingTimeInMilliseconds: 117,
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes: [],
    riskEventTypes_v2: [],
    resourceDisplayName: 'Microsoft Graph',
    resourceId: '00000003-0000-0000-c000-000000000000',
    resourceTenantId: randomUUID(),
    homeTenantId: randomUUID(),
    authenticationMethodsUsed: [],
    authenticationRequirement: 'multiFactorAuthentication',
    signInIdentifier: `person.${variant}@fabrikam.example`,
    signInEventTypes: ['interactiveUser'],
    servicePrincipalId: '',
    userType: 'member',
    crossTenantAccessType: 'none',
    uniqueTokenIdentifier: randomUUID(),
    incomingTokenType: 'none',
    authenticationProtocol: 'none',
    mfaDetail: null,
    status: blocked
      ? {
          errorCode: 53003,
          failureReason: 'Access has been blocked by Conditional Access policies.',
          additionalDetails: null,
        }
      : { errorCode: 0, failureReason: 'Other.', additionalDetails: 'MFA completed in Azure AD' },
    deviceDetail: {
      deviceId: randomUUID(),
      displayName: `LAPTOP-${variant}`,
      operatingSystem: 'Windows10',
      browser: 'Edge 142.0.0',
      isCompliant: true,
      isManaged: true,
      trustType: 'Azure AD joined',
    },
    location: {
      city: 'Koeln',
      state: 'Nordrhein-Westfalen',
      countryOrRegion: 'DE',
      geoCoordinates: { altitude: null, latitude: 50.93, longitude: 6.95 },
    },
    appliedConditionalAccessPolicies: Array.from({ length: 4 }, (_, index) =>
      policy(index, index < 2),
    ),
    authenticationDetails: [authenticationStep(0), authenticationStep(1)],
    authenticationProcessingDetails: [
      { key: 'Legacy TLS (TLS 1.0, 1.1, 3DES)', value: 'False' },
      { key: 'Is CAE Token', value: 'False' },
    ],
    networkLocationDetails: [{ networkType: 'namedNetwork', networkNames: ['Offices'] }],
    authenticationRequirementPolicies: [
      { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
    ],
    sessionLifetimePolicies: [],
    privateLinkDetails: { policyId: '', policyName: '', resourceId: '', policyTenantId: '' },
    appliedEventListeners: [],
    authenticationAppDeviceDetails: null,
  };
}

/** Where in a page's bytes an id or a time of a row stands. */
interface Place {
  readonly at: number;
  readonly kind: string;
  readonly row: number;
}

function findPlaces(values: readonly string[]): Place[] {
  const places: Place[] = [];
  let begin = 0;
  for (const [row, value] of values.entries()) {
    for (const { index, 1: kind = '' } of value.matchAll(marks)) {
      places.push({ at: begin + index, kind, row });
    }
    begin += value.length + 1;
  }
  return places;
}

/** A page of sign-ins as JSON, made once: a page that is served costs its ids, times and a copy, hardly more. */
export interface PageText {
  write(firstRow: number, nextLink: string | undefined): Buffer;
  readonly rowBytes: number;
}

/** Pages of `rows` rows, newest first, each row with an id and a time of its own. */
export function createPageText(rows: number, newest: Date): PageText {
  const texts = Array.from({ length: variants }, (_, variant) => JSON.stringify(record(variant)));
  const values = Array.from({ length: rows }, (_, row) => texts[row % variants] ?? '');
  const body = Buffer.from(values.join(','), 'latin1');
  const places = findPlaces(values);
  const stamp = (row: number) => new Date(newest.getTime() - row * 500).toISOString();
  const idOf = (row: number) => `be9c0000-0000-4000-8000-${row.toString(16).padStart(12, '0')}`;
  return {
    rowBytes: body.length / rows,
    write(firstRow, nextLink) {
      const ids = Array.from({ length: rows }, (_, row) => idOf(firstRow + row));
      const times = Array.from({ length: rows }, (_, row) => stamp(firstRow + row));
      for (const { at, kind, row } of places) {
        body.write((kind === 'id' ? ids : times)[row] ?? '', at, 'latin1');
      }
      const link = nextLink ? `"@odata.nextLink":${JSON.stringify(nextLink)},` : '';
      return Buffer.concat([Buffer.from(`{${link}"value":[`), body, Buffer.from(']}')]);
    },
  };
}
