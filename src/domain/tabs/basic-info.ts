import { explainCode } from '../error-codes.ts';
import type { SignIn } from '../sign-in.ts';
import { judge } from '../verdict.ts';
import type { Fact, Tab } from './tab.ts';
import { type Field, factsOf, section, time, unit, word } from './values.ts';

const request: readonly Field[] = [
  ['Date', 'createdDateTime', time],
  ['Request ID', 'id'],
  ['Correlation ID', 'correlationId'],
  ['Original request ID', 'originalRequestId'],
  ['Authentication requirement', 'authenticationRequirement', word],
];

const status: readonly Field[] = [
  ['Sign-in error code', 'status.errorCode'],
  ['Failure reason', 'status.failureReason'],
  ['Additional details', 'status.additionalDetails'],
  ['Conditional access', 'conditionalAccessStatus', word],
];

const user: readonly Field[] = [
  ['User', 'userDisplayName'],
  ['Username', 'userPrincipalName'],
  ['User ID', 'userId'],
  ['Sign-in identifier', 'signInIdentifier'],
  ['Sign-in identifier type', 'signInIdentifierType', word],
  ['Alternate sign-in name', 'alternateSignInName'],
  ['User type', 'userType', word],
  ['Cross tenant access type', 'crossTenantAccessType', word],
  ['Home tenant ID', 'homeTenantId'],
  ['Home tenant name', 'homeTenantName'],
  ['Service principal ID', 'servicePrincipalId'],
  ['Service principal name', 'servicePrincipalName'],
  ['Service principal credential key ID', 'servicePrincipalCredentialKeyId'],
  ['Service principal credential thumbprint', 'servicePrincipalCredentialThumbprint'],
  ['Federated credential ID', 'federatedCredentialId'],
];

const application: readonly Field[] = [
  ['Application', 'appDisplayName'],
  ['Application ID', 'appId'],
  ['App owner tenant ID', 'appOwnerTenantId'],
  ['Resource', 'resourceDisplayName'],
  ['Resource ID', 'resourceId'],
  ['Resource service principal ID', 'resourceServicePrincipalId'],
  ['Resource tenant ID', 'resourceTenantId'],
  ['Resource owner tenant ID', 'resourceOwnerTenantId'],
  ['Client app', 'clientAppUsed'],
  ['Client credential type', 'clientCredentialType', word],
  ['User agent', 'userAgent'],
];

const token: readonly Field[] = [
  ['Interactive', 'isInteractive'],
  ['Sign-in event types', 'signInEventTypes', word],
  ['Token issuer type', 'tokenIssuerType', word],
  ['Token issuer name', 'tokenIssuerName'],
  ['Incoming token type', 'incomingTokenType', word],
  ['Authentication protocol', 'authenticationProtocol', word],
  ['Unique token identifier', 'uniqueTokenIdentifier'],
  ['Session ID', 'sessionId'],
  ['Flagged for review', 'flaggedForReview'],
  ['Latency', 'processingTimeInMilliseconds', unit('ms')],
];

export const basicInfoFields = [...request, ...status, ...user, ...application, ...token];

function statusFacts(signIn: SignIn): Fact[] {
  const { headline } = judge(signIn);
  const meaning: Fact[] =
    signIn.errorCode === 0
      ? []
      : [
          {
            label: 'What it means',
            value: explainCode(signIn.errorCode, signIn.failureReason).meaning,
          },
        ];
  return [{ label: 'Status', value: headline }, ...meaning, ...factsOf(signIn.raw, status)];
}

/** Who signed in to what, when, and what came of it. */
export function basicInfo(signIn: SignIn): Tab {
  const { raw } = signIn;
  return {
    id: 'basic',
    title: 'Basic info',
    sections: [
      ...section(undefined, factsOf(raw, request)),
      ...section('Status', statusFacts(signIn)),
      ...section('User', factsOf(raw, user)),
      ...section('Application', factsOf(raw, application)),
      ...section('Token', factsOf(raw, token)),
    ],
  };
}
