import { tenantName } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import { idOf } from './documents.ts';
import { butWith, commonOf, type Doer, named } from './doer.ts';

/** A cmdlet of Exchange (record type 1); its address carries a port. */
export function cmdletRecord(
  cmdlet: string,
  doer: Doer,
  objectId: string,
  parameters: Readonly<Record<string, string>>,
): JsonObject {
  const port = 49_152 + ((objectId.length * 37) % 16_000);
  const isIpv6 = doer.address.includes(':');
  const admin = butWith(doer, { userType: 2 });
  return {
    ...commonOf(admin, cmdlet, 1, 'Exchange'),
    ResultStatus: 'True',
    ClientIP: isIpv6 ? `[${doer.address}]:${port}` : `${doer.address}:${port}`,
    ObjectId: objectId,
    AppId: '',
    ClientAppId: '',
    ExternalAccess: false,
    OrganizationName: `${tenantName.toLowerCase()}.onmicrosoft.example`,
    OriginatingServer: 'FABP000MB0042 (15.20.6411.029)',
    Parameters: named(parameters),
    SessionId: idOf(`session ${doer.userId}`),
  };
}

/** How a rule's object is named: server, organisation, mailbox and, after a backslash, the rule. */
export function ruleObjectId(mailbox: string, rule: string): string {
  const organisation = `${tenantName.toLowerCase()}.onmicrosoft.example`;
  return `EURPR07A010.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/${organisation}/${idOf(`mailbox ${mailbox}`)}\\${rule}`;
}

/** What somebody searched for in mail (record type 101) or in SharePoint (102). */
export function searchRecord(
  doer: Doer,
  where: 'Exchange' | 'SharePoint',
  text: string,
): JsonObject {
  const recordType = where === 'Exchange' ? 101 : 102;
  return {
    ...commonOf(doer, `SearchQueryInitiated${where}`, recordType, where),
    ClientIP: doer.address,
    QueryText: text,
    QuerySource: where === 'Exchange' ? 'OWA' : 'SharePoint Search Center',
    ScenarioName: where === 'Exchange' ? 'owa.react' : 'SharePointOnline',
    ResultStatus: 'Succeeded',
  };
}
