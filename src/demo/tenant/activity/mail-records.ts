import { domain, tenantName } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import { hashText } from '../random.ts';
import { idOf } from './documents.ts';
import { commonOf, type Doer, named } from './doer.ts';

/** As whom a mailbox was entered. */
type Logon = 'owner' | 'admin' | 'delegate';

/** A message as far as the log knows it. */
export interface MailMessage {
  readonly subject: string;
  /** Such as `report.xlsx (51277b)`. */
  readonly attachments?: string;
}

/** How a mailbox was entered: by whom, whose it is, with which program. */
export interface MailAccess {
  readonly doer: Doer;
  readonly owner: Person;
  readonly logon: Logon;
  readonly client?: string;
  readonly appId?: string;
}

const logonTypes: Record<Logon, number> = { owner: 0, admin: 1, delegate: 2 };
const outlookWeb = '00000002-0000-0ff1-ce00-000000000000';

function folderId(path: string): string {
  return `LgAAAA${Buffer.from(idOf(`folder ${path}`))
    .toString('base64')
    .slice(0, 40)}`;
}

function folderOf(path: string): JsonObject {
  return { Id: folderId(path), Path: path };
}

function messageIdOf(message: MailMessage): string {
  return `<${idOf(message.subject).replaceAll('-', '').toUpperCase()}@FABP000.${domain}>`;
}

function mailboxMembers(access: MailAccess): JsonObject {
  const owner = access.owner.signInName;
  return {
    AppId: access.appId ?? outlookWeb,
    ClientAppId: access.appId ?? outlookWeb,
    ClientIPAddress: access.doer.address,
    ClientInfoString: access.client ?? `Client=OWA;${access.doer.device.userAgent};`,
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: logonTypes[access.logon],
    LogonUserSid: `S-1-5-21-${hashText(access.doer.userId)}`,
    MailboxGuid: idOf(`mailbox ${owner}`),
    MailboxOwnerSid: `S-1-5-21-${hashText(owner)}`,
    MailboxOwnerUPN: owner,
    OrganizationName: `${tenantName.toLowerCase()}.onmicrosoft.example`,
    OriginatingServer: 'FABP000MB0042 (15.20.4200.000)\r\n',
    SessionId: idOf(`session ${access.doer.userId}`),
  };
}

function mailbox(access: MailAccess, operation: string, recordType: number): JsonObject {
  return {
    ...commonOf(access.doer, operation, recordType, 'Exchange'),
    ResultStatus: 'Succeeded',
    ...mailboxMembers(access),
  };
}

/**
 * Messages that were opened one by one (`Bind`). Only ids of messages, no subjects, and no `ClientIP`, which is
 * how the service writes this operation.
 */
export function messagesRead(
  access: MailAccess,
  messages: readonly MailMessage[],
  path = '\\Inbox',
): JsonObject {
  const FolderItems = messages.map((message) => ({
    InternetMessageId: messageIdOf(message),
    Id: folderId(message.subject),
    ImmutableId: folderId(`immutable ${message.subject}`),
    SizeInBytes: 3000 + (hashText(message.subject) % 90_000),
  }));
  return {
    ...mailbox(access, 'MailItemsAccessed', 50),
    OperationProperties: named({ MailAccessType: 'Bind', IsThrottled: 'False' }),
    Folders: [{ ...folderOf(path), FolderItems }],
    OperationCount: messages.length,
  };
}

/** A folder that was copied to a mail program (`Sync`); throttled means that the log stopped counting. */
export function folderSynced(access: MailAccess, path: string, isThrottled = false): JsonObject {
  return {
    ...mailbox(access, 'MailItemsAccessed', 50),
    OperationProperties: named({
      MailAccessType: 'Sync',
      IsThrottled: isThrottled ? 'True' : 'False',
    }),
    Item: { Id: folderId(path), ParentFolder: { ...folderOf(path), Name: path.slice(1) } },
    OperationCount: 1,
  };
}

function itemOf(message: MailMessage, path: string): JsonObject {
  return {
    Id: folderId(message.subject),
    InternetMessageId: messageIdOf(message),
    ParentFolder: folderOf(path),
    SizeInBytes: 3000 + (hashText(message.subject) % 90_000),
    Subject: message.subject,
    Attachments: message.attachments,
  };
}

/** One message (record type 2): `Send`, `SendAs`, `SendOnBehalf`, `Create`, `Update`. */
export function messageRecord(
  operation: string,
  access: MailAccess,
  message: MailMessage,
  path: string,
  more: JsonObject = {},
): JsonObject {
  return {
    ...mailbox(access, operation, 2),
    ClientIP: access.doer.address,
    Item: itemOf(message, path),
    ...more,
  };
}

/** Several messages at once (record type 3): moved, copied or deleted. `to` is where they went. */
export function messagesRecord(
  operation: string,
  access: MailAccess,
  messages: readonly MailMessage[],
  from: string,
  to?: string,
): JsonObject {
  return {
    ...mailbox(access, operation, 3),
    ClientIP: access.doer.address,
    AffectedItems: messages.map((message) => ({
      Id: folderId(message.subject),
      InternetMessageId: messageIdOf(message),
      ParentFolder: folderOf(from),
      Subject: message.subject,
      Attachments: message.attachments,
    })),
    CrossMailboxOperation: false,
    Folder: folderOf(from),
    ...(to !== undefined && { DestFolder: folderOf(to) }),
  };
}

/** Somebody opened a mailbox. */
export function mailboxLogin(access: MailAccess): JsonObject {
  return { ...mailbox(access, 'MailboxLogin', 2), ClientIP: access.doer.address };
}

/** A rule that a mail program wrote into the mailbox, which is no cmdlet. */
export function rulesUpdated(
  access: MailAccess,
  rule: { readonly name: string; readonly condition: string; readonly actions: JsonObject[] },
): JsonObject {
  return {
    ...mailbox(access, 'UpdateInboxRules', 2),
    ClientIP: access.doer.address,
    ClientInfoString: 'Client=MSExchangeRPC',
    ClientProcessName: 'OUTLOOK.EXE',
    ClientVersion: '16.0.19328.20178',
    OperationProperties: [
      ...named({
        RuleOperation: 'AddMailboxRule',
        RuleId: String(hashText(rule.name)),
        RuleState: 'Enabled',
        RuleCondition: rule.condition,
      }),
      { Name: 'RuleName', Value: rule.name },
      ...named({ RuleProvider: 'RuleOrganizer', RuleActions: JSON.stringify(rule.actions) }),
    ],
    Item: {
      Id: folderId('\\Inbox'),
      ImmutableId: 'ErrorDuringIdConversion',
      ParentFolder: { ...folderOf('\\Inbox'), Name: 'Inbox' },
    },
  };
}
