import { recordTypeNames } from './record-type-names.ts';

/** Numbers of `AuditLogRecordType` in the Office 365 Management Activity API schema that this tenant writes. */
const byNumber: Readonly<Record<number, string>> = {
  1: 'ExchangeAdmin',
  2: 'ExchangeItem',
  3: 'ExchangeItemGroup',
  4: 'SharePoint',
  6: 'SharePointFileOperation',
  8: 'AzureActiveDirectory',
  14: 'SharePointSharingOperation',
  15: 'AzureActiveDirectoryStsLogon',
  18: 'SecurityComplianceCenterEOPCmdlet',
  20: 'PowerBIAudit',
  22: 'Yammer',
  24: 'Discovery',
  25: 'MicrosoftTeams',
  28: 'ThreatIntelligence',
  30: 'MicrosoftFlow',
  36: 'SharePointListOperation',
  40: 'SecurityComplianceAlerts',
  43: 'MIPLabel',
  45: 'PowerAppsApp',
  50: 'ExchangeItemAggregated',
  54: 'SharePointListItemOperation',
  66: 'MicrosoftForms',
  98: 'MCASAlerts',
  101: 'ExchangeSearch',
  102: 'SharePointSearch',
  155: 'CMImprovementActionChange',
  261: 'CopilotInteraction',
};

const userTypes = [
  'Regular',
  'Reserved',
  'Admin',
  'DcAdmin',
  'System',
  'Application',
  'ServicePrincipal',
  'CustomPolicy',
  'SystemPolicy',
  'PartnerTechnician',
  'Guest',
];

const known = new Set(recordTypeNames.map((name) => name.toLowerCase()));

/** The name of a record type; undefined for -1 and where there is none, the sentinel for what is newer than the enum. */
export function recordTypeName(number: unknown): string | undefined {
  if (typeof number !== 'number' || number < 0) return undefined;
  return byNumber[number] ?? 'unknownFutureValue';
}

/** The name of a user type; undefined for numbers that the enum does not have. */
export function userTypeName(number: unknown): string | undefined {
  return typeof number === 'number' ? userTypes[number] : undefined;
}

/** True for a member of the enum, in whatever case. */
export function isRecordType(name: string): boolean {
  return known.has(name.toLowerCase());
}

/** `SharePointFileOperation` → `sharePointFileOperation`, `MIPLabel` → `mipLabel`, as the documentation writes them. */
export function inCamelCase(name: string): string {
  const head = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+\d*$|^[A-Z]/.exec(name)?.[0] ?? '';
  return head.toLowerCase() + name.slice(head.length);
}
