import { tenantId } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import { idOf } from './documents.ts';
import { commonOf, type Doer } from './doer.ts';

/** Something in Teams (record type 25); some of its addresses are IPv4 written as IPv6. */
export function teamsRecord(operation: string, doer: Doer, more: JsonObject = {}): JsonObject {
  return {
    AppAccessContext: { UniqueTokenId: idOf(`token ${doer.userId}`).slice(0, 22) },
    ...commonOf(doer, operation, 25, 'MicrosoftTeams'),
    ClientIP: doer.address.includes(':') ? doer.address : `::ffff:${doer.address}`,
    ExtraProperties: [
      { Key: 'TimeZone', Value: 'Europe/Berlin' },
      { Key: 'OsName', Value: 'windows' },
      { Key: 'ClientName', Value: 'skypeteams' },
    ],
    ...more,
  };
}

/** A chat of two people. */
export function chatOf(one: Person, other: Person): JsonObject {
  const thread = `19:${one.id}_${other.id}@unq.gbl.spaces`;
  return { ChatThreadId: thread, CommunicationType: 'OneOnOne', ItemName: thread };
}

/** People of a chat or a team, as Teams lists them. */
export function membersOf(people: readonly Person[]): JsonObject[] {
  return people.map((person) => ({
    DisplayName: person.displayName,
    OrganizationId: tenantId,
    UPN: person.userPrincipalName,
    Role: 1,
  }));
}

/** A flow of Power Automate (record type 30), which knows nothing of files. */
export function flowRecord(operation: string, doer: Doer, flow: string): JsonObject {
  return {
    ...commonOf(doer, operation, 30, 'MicrosoftFlow'),
    ClientIP: '<null>',
    ObjectId: '',
    FlowConnectorNames: 'shared_sharepointonline, shared_office365',
    FlowDetailsUrl: `https://flow.microsoft.example/manage/environments/Default-${tenantId}/flows/${idOf(flow)}`,
    ResultStatus: 'Success',
    SharingPermission: 3,
    UserUPN: doer.userId,
  };
}

/** A report that was looked at in Power BI (record type 20). */
export function reportRecord(doer: Doer, report: string): JsonObject {
  return {
    ...commonOf(doer, 'ViewReport', 20, 'PowerBI'),
    ClientIP: doer.address,
    Activity: 'ViewReport',
    ItemName: report,
    ObjectId: report,
    ReportName: report,
    WorkSpaceName: 'Tableau de bord stratégique',
    IsSuccess: true,
  };
}

/** An operation of a workload that nobody has heard of yet. */
export function unheardRecord(doer: Doer): JsonObject {
  return {
    ...commonOf(doer, 'HologramRotated', 4242, 'MicrosoftHolograms'),
    ClientIP: doer.address,
    ObjectId: 'hologram/42',
    Angle: 90.5,
    Payload: { Nested: [{ Deep: 'value <b>here</b>' }], Nothing: null },
  };
}
