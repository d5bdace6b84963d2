import type { JsonObject } from './json.ts';
import { guidAt } from './random.ts';
import type { SignInRow } from './sign-in-row.ts';

/** Risk members of a record, as a tenant with Entra ID P2 sees them. */
export function riskOf(row: SignInRow): JsonObject {
  const { signInRisk, userRisk } = row.about;
  const isRisky = signInRisk !== 'none';
  const isRemedied = isRisky && row.about.mfa === 'done';
  const events = {
    none: [],
    low: ['unfamiliarFeatures'],
    medium: ['unlikelyTravel'],
    high: ['leakedCredentials', 'maliciousIPAddress'],
  };
  return {
    riskDetail: isRemedied ? 'userPassedMFADrivenByRiskBasedPolicy' : 'none',
    riskLevelAggregated: userRisk === 'none' ? signInRisk : userRisk,
    riskLevelDuringSignIn: signInRisk,
    riskState: isRemedied ? 'remediated' : isRisky ? 'atRisk' : 'none',
    riskEventTypes: [],
    riskEventTypes_v2: events[signInRisk],
  };
}

/** Members that only applications and managed identities have. */
export function workloadOf(row: SignInRow): JsonObject {
  const { app, kind } = row.about;
  const isManaged = kind === 'managedIdentity';
  return {
    servicePrincipalId: app.servicePrincipalId,
    servicePrincipalName: app.displayName,
    servicePrincipalCredentialKeyId: isManaged ? undefined : guidAt(41, 5, 1),
    servicePrincipalCredentialThumbprint: row.seq % 8 === 0 ? 'A1B2C3D4E5F60718293A' : '',
    federatedCredentialId: row.seq % 16 === 0 ? guidAt(41, 9, 1) : undefined,
    clientCredentialType: isManaged ? 'managedIdentity' : 'clientSecret',
    ...(isManaged && {
      managedServiceIdentity: {
        msiType: 'systemAssigned',
        associatedResourceId:
          '/subscriptions/0000/resourceGroups/rg-invoices/providers/Microsoft.Web/sites/func-invoices-prod',
        federatedTokenId: '',
        federatedTokenIssuer: '',
      },
      azureResourceId:
        '/subscriptions/0000/resourceGroups/rg-invoices/providers/Microsoft.Web/sites/func-invoices-prod',
    }),
  };
}

function personExtras(row: SignInRow): JsonObject {
  const { about, seq } = row;
  const usesApp = about.mfa === 'done' && about.person?.secondFactor === 'Mobile app notification';
  return {
    servicePrincipalId: '',
    mfaDetail:
      about.mfa === 'done'
        ? { authMethod: about.person?.secondFactor, authDetail: '+XX XXXXXXX17' }
        : undefined,
    sessionLifetimePolicies:
      about.mfa === 'expired' || seq % 6 === 0
        ? [
            {
              expirationRequirement: 'signInFrequencyPeriodicReauthentication',
              detail: 'Sign-in frequency (periodic re-authentication)',
            },
          ]
        : [],
    authenticationContextClassReferences: seq % 11 === 0 ? [{ id: 'c1', detail: 'required' }] : [],
    conditionalAccessAudiences: seq % 3 === 0 ? [about.app.resourceId] : [],
    authenticationAppDeviceDetails: usesApp
      ? {
          appVersion: '6.8.32',
          clientApp: 'microsoftAuthenticator',
          deviceId: about.person?.devices.phone.deviceId,
          operatingSystem: about.person?.devices.phone.operatingSystem,
        }
      : undefined,
    appliedEventListeners:
      seq % 37 === 0
        ? [
            {
              eventType: 'tokenIssuanceStart',
              executedListenerId: guidAt(41, 8, 1),
              handlerResult: null,
            },
          ]
        : [],
    tokenProtectionStatusDetails: { signInSessionStatus: 'unbound', signInSessionStatusCode: 1002 },
  };
}

/** Session, token protection and the other members of the last tab. */
export function sessionPoliciesOf(row: SignInRow): JsonObject {
  const { about, seq } = row;
  return {
    ...(about.person ? personExtras(row) : {}),
    sessionId: guidAt(41, 6, row.thread),
    flaggedForReview: seq % 97 === 0,
    isTenantRestricted: false,
    isThroughGlobalSecureAccess: seq % 29 === 0,
    globalSecureAccessIpAddress: seq % 29 === 0 ? '192.0.2.240' : '',
    ipAddressFromResourceProvider: seq % 13 === 0 ? '192.0.2.241' : null,
    originalTransferMethod: about.protocol === 'deviceCode' ? 'deviceCodeFlow' : 'none',
    signInTokenProtectionStatus: seq % 4 === 0 ? 'bound' : 'none',
    appTokenProtectionStatus: seq % 17 === 0 ? 'unbound' : null,
    privateLinkDetails:
      seq % 31 === 0
        ? {
            policyId: guidAt(41, 7, 1),
            policyName: 'Private link Berlin',
            policyTenantId: null,
            resourceId: null,
          }
        : {},
    agent: { agentType: 'notAgentic', parentAppId: null },
  };
}
