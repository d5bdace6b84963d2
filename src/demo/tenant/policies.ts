import { appIds } from './apps.ts';
import { groupIds, locationIds, policyIds, roleTemplates } from './identities.ts';
import type { JsonObject } from './json.ts';
import type { GrantControls, Include, Policy, PolicyConditions } from './policy.ts';

interface Draft {
  readonly id: string;
  readonly displayName: string;
  readonly state?: Policy['state'];
  readonly users?: Include;
  readonly apps?: string[];
  readonly conditions?: Partial<PolicyConditions>;
  readonly grant?: Partial<GrantControls> | null;
  readonly session?: JsonObject | null;
  readonly templateId?: string;
  readonly modified?: string | null;
}

const everyone: Include = { includeUsers: ['All'], excludeGroups: [groupIds.breakGlass] };

const drafts: Draft[] = [
  {
    id: policyIds.blockLegacy,
    displayName: 'CA001: Block legacy authentication',
    conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
    grant: { builtInControls: ['block'] },
  },
  {
    id: policyIds.mfaOutside,
    displayName: 'CA002 - Require MFA outside trusted networks',
    users: { ...everyone, excludeUsers: ['GuestsOrExternalUsers'] },
    conditions: {
      clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    },
    grant: { builtInControls: ['mfa'] },
    session: {
      signInFrequency: {
        value: 7,
        type: 'days',
        authenticationType: 'primaryAndSecondaryAuthentication',
        frequencyInterval: 'timeBased',
        isEnabled: true,
      },
    },
  },
  {
    id: policyIds.financeCompliant,
    displayName: 'CA003 – Finance needs a compliant device ',
    users: { includeGroups: [groupIds.finance], excludeGroups: [groupIds.breakGlass] },
    apps: [appIds.finance],
    grant: { builtInControls: ['compliantDevice'] },
  },
  {
    id: policyIds.payrollHybrid,
    displayName: 'CA004 - Payroll: only from domain joined PCs [HR]',
    apps: [appIds.payroll],
    grant: { builtInControls: ['domainJoinedDevice'] },
  },
  {
    id: policyIds.blockCountries,
    displayName: 'CA005 - Block outside of allowed countries (Länder)',
    users: { ...everyone, excludeGroups: [groupIds.breakGlass, groupIds.travellers] },
    conditions: {
      locations: { includeLocations: ['All'], excludeLocations: [locationIds.allowedCountries] },
    },
    grant: { builtInControls: ['block'] },
  },
  {
    id: policyIds.guests,
    displayName: 'CA006 - MFA für Gäste & Nutzungsbedingungen',
    users: { includeUsers: ['GuestsOrExternalUsers'] },
    grant: {
      operator: 'AND',
      builtInControls: ['mfa'],
      termsOfUse: ['ce580154-086a-40fd-91df-8a60abac81a0'],
    },
  },
  {
    id: policyIds.mobileApps,
    displayName: 'CA007 - **Mobile** only <b>approved apps</b>',
    apps: [appIds.outlookMobile, appIds.exchange],
    conditions: {
      platforms: { includePlatforms: ['android', 'iOS'] },
      clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
    },
    grant: { builtInControls: ['approvedApplication', 'compliantApplication'] },
  },
  {
    id: policyIds.highRisk,
    displayName: 'CA008 - High user risk: change password',
    conditions: { userRiskLevels: ['high'] },
    grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] },
    session: {
      signInFrequency: {
        value: null,
        type: null,
        authenticationType: 'primaryAndSecondaryAuthentication',
        frequencyInterval: 'everyTime',
        isEnabled: true,
      },
    },
  },
  {
    id: policyIds.vpnCustomControl,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy may be called so
    displayName: 'CA009 - VPN: ${vendor} challenge',
    users: { includeGroups: [groupIds.vpn] },
    apps: [appIds.vpn],
    grant: { builtInControls: [], customAuthenticationFactors: ['Northwind Custom Control'] },
    modified: null,
  },
  {
    id: policyIds.reportCompliant,
    displayName: 'CA010 - [REPORT-ONLY] Compliant device for all',
    state: 'enabledForReportingButNotEnforced',
    users: { ...everyone, excludeUsers: ['GuestsOrExternalUsers'] },
    conditions: { platforms: { includePlatforms: ['windows', 'macOS'] } },
    grant: { builtInControls: ['compliantDevice'] },
    session: { cloudAppSecurity: { cloudAppSecurityType: 'monitorOnly', isEnabled: true } },
  },
  {
    id: policyIds.microsoftManaged,
    displayName: 'Microsoft-managed: Multifactor authentication for all users',
    state: 'enabledForReportingButNotEnforced',
    grant: { builtInControls: ['mfa'] },
    conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] },
    templateId: 'a3d0a415-b068-4326-9251-f9cdf9feeb64',
  },
  {
    id: policyIds.disabledStrength,
    displayName: 'CA012 - Phishing-resistant MFA for admins (off)',
    state: 'disabled',
    users: {
      includeRoles: [roleTemplates.globalAdministrator, roleTemplates.securityAdministrator],
    },
    grant: {
      builtInControls: [],
      authenticationStrength: {
        id: '00000000-0000-0000-0000-000000000004',
        displayName: 'Phishing-resistant MFA',
        policyType: 'builtIn',
        requirementsSatisfied: 'mfa',
        allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
      },
    },
  },
];

function users(include: Include): Include & JsonObject {
  return {
    includeUsers: [],
    excludeUsers: [],
    includeGroups: [],
    excludeGroups: [],
    includeRoles: [],
    excludeRoles: [],
    includeGuestsOrExternalUsers: null,
    excludeGuestsOrExternalUsers: null,
    ...include,
  };
}

function conditions(draft: Draft): PolicyConditions {
  return {
    userRiskLevels: [],
    signInRiskLevels: [],
    clientAppTypes: ['all'],
    servicePrincipalRiskLevels: [],
    insiderRiskLevels: null,
    platforms: null,
    locations: null,
    devices: null,
    clientApplications: null,
    authenticationFlows: null,
    applications: {
      includeApplications: draft.apps ?? ['All'],
      excludeApplications: [],
      includeUserActions: [],
      includeAuthenticationContextClassReferences: [],
      applicationFilter: null,
    },
    users: users(draft.users ?? everyone),
    ...draft.conditions,
  };
}

function complete(draft: Draft, index: number): Policy {
  return {
    id: draft.id,
    templateId: draft.templateId ?? null,
    displayName: draft.displayName,
    createdDateTime: `2024-0${1 + (index % 9)}-27T13:14:06.7074253Z`,
    modifiedDateTime:
      draft.modified === undefined
        ? `2025-0${1 + (index % 9)}-27T00:12:12.5986473Z`
        : draft.modified,
    state: draft.state ?? 'enabled',
    sessionControls: draft.session ?? null,
    conditions: conditions(draft),
    grantControls: {
      operator: 'OR',
      builtInControls: [],
      customAuthenticationFactors: [],
      termsOfUse: [],
      'authenticationStrength@odata.context': `https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies('${draft.id}')/grantControls/authenticationStrength/$entity`,
      authenticationStrength: null,
      ...draft.grant,
    },
  };
}

/** The twelve policies of the tenant as they stand at its start. */
export function createPolicies(): readonly Policy[] {
  return drafts.map(complete);
}
