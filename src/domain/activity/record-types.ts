import { text } from '../record.ts';

/** Numbers of `AuditLogRecordType` in the Office 365 Management Activity API schema that sentences differ for. */
const names: Readonly<Record<string, string>> = {
  1: 'exchangeAdmin',
  2: 'exchangeItem',
  3: 'exchangeItemGroup',
  4: 'sharePoint',
  6: 'sharePointFileOperation',
  7: 'oneDrive',
  8: 'azureActiveDirectory',
  9: 'azureActiveDirectoryAccountLogon',
  11: 'complianceDLPSharePoint',
  13: 'complianceDLPExchange',
  14: 'sharePointSharingOperation',
  15: 'azureActiveDirectoryStsLogon',
  19: 'exchangeAggregatedOperation',
  25: 'microsoftTeams',
  28: 'threatIntelligence',
  36: 'sharePointListOperation',
  37: 'sharePointCommentOperation',
  40: 'securityComplianceAlerts',
  41: 'threatIntelligenceUrl',
  43: 'mipLabel',
  47: 'threatIntelligenceAtpContent',
  50: 'exchangeItemAggregated',
  54: 'sharePointListItemOperation',
  55: 'sharePointContentTypeOperation',
  56: 'sharePointFieldOperation',
  57: 'microsoftTeamsAdmin',
  63: 'dlpEndpoint',
  64: 'airInvestigation',
  65: 'quarantine',
  98: 'mcasAlerts',
  101: 'exchangeSearch',
  102: 'sharePointSearch',
};

/** Graph's name of a record type, or the name of the source record's number where it is known here. */
export function recordTypeOf(name: unknown, number: unknown): string | undefined {
  return text(name) ?? names[text(number) ?? ''];
}
