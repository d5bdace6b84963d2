import { tenantId } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import { idOf } from './documents.ts';
import { commonOf, type Doer, named, userKeyOf } from './doer.ts';

function actorOf(id: string, name: string): JsonObject[] {
  return [
    { ID: name, Type: 5 },
    { ID: userKeyOf(name), Type: 3 },
    { ID: `User_${id}`, Type: 2 },
    { ID: id, Type: 2 },
    { ID: 'User', Type: 2 },
  ];
}

/** A change of the directory (record type 8). Its operations end in a full stop and mostly have no address. */
export function directoryRecord(
  operation: string,
  doer: Doer,
  actorId: string,
  target: Person,
  changes: ReadonlyArray<readonly [name: string, newValue: string, oldValue: string]>,
): JsonObject {
  return {
    ...commonOf(doer, operation, 8, 'AzureActiveDirectory'),
    ResultStatus: 'Success',
    ObjectId: target.userPrincipalName,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: named({
      additionalDetails: JSON.stringify({ UserType: target.userType }),
      extendedAuditEventCategory: operation.includes('role') ? 'Role' : 'User',
    }),
    ModifiedProperties: changes.map(([Name, NewValue, OldValue]) => ({ Name, NewValue, OldValue })),
    Actor: actorOf(actorId, doer.userId),
    ActorContextId: tenantId,
    InterSystemsId: idOf(`inter ${operation} ${target.id}`),
    IntraSystemId: idOf(`intra ${operation} ${target.id}`),
    SupportTicketId: '',
    Target: actorOf(target.id, target.userPrincipalName),
    TargetContextId: tenantId,
  };
}

/** A sign-in as the unified audit log tells it (record type 15). */
export function logonRecord(
  operation: 'UserLoggedIn' | 'UserLoginFailed',
  doer: Doer,
  personId: string,
  appId: string,
): JsonObject {
  const isFailed = operation === 'UserLoginFailed';
  return {
    ...commonOf(doer, operation, 15, 'AzureActiveDirectory'),
    // A failed sign-in is a success to the log, which succeeded in writing it down.
    ResultStatus: 'Success',
    ClientIP: doer.address,
    ActorIpAddress: doer.address,
    ApplicationId: appId,
    ObjectId: appId,
    AzureActiveDirectoryEventType: 1,
    DeviceProperties: named({
      OS: doer.device.operatingSystem,
      BrowserType: doer.device.browser.split(' ')[0] ?? '',
      IsCompliantAndManaged: doer.device.isCompliant ? 'True' : 'False',
      SessionId: idOf(`session ${doer.userId}`),
    }),
    ErrorNumber: isFailed ? '50126' : '0',
    ...(isFailed && { LogonError: 'InvalidUserNameOrPassword' }),
    ExtendedProperties: named({
      ResultStatusDetail: isFailed ? 'Success' : 'Redirect',
      UserAgent: doer.device.userAgent,
      UserAuthenticationMethod: '1',
      RequestType: 'OAuth2:Authorize',
    }),
    ModifiedProperties: [],
    Actor: [
      { ID: personId, Type: 0 },
      { ID: doer.userId, Type: 5 },
    ],
    ActorContextId: tenantId,
    InterSystemsId: idOf(`inter ${operation} ${doer.address}`),
    SupportTicketId: '',
    Target: [{ ID: appId, Type: 0 }],
    TargetContextId: tenantId,
  };
}
