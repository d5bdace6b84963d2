import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { actionsFor, type Logon, logons } from './audit-actions.ts';
import type { Exchange } from './exchange.ts';
import { badParameter, ExchangeFailure, notFound } from './failure.ts';
import { actionsOf, type Mailbox } from './mailboxes.ts';

/** What a cmdlet works on: its parameters by their names in lower case. */
export interface CmdletCall {
  readonly exchange: Exchange;
  readonly parameters: ReadonlyMap<string, Json>;
}

/** One cmdlet: who may run it, and what it does. */
export interface Cmdlet {
  readonly role: string;
  readonly parameters: readonly string[];
  /** Refused in an organisation that was never customised. */
  readonly needsCustomization?: true;
  /** Rows of a list without identity, from 0; undefined beyond its end. */
  rowAt?(call: CmdletCall, index: number): JsonObject | undefined;
  run(call: CmdletCall): readonly JsonObject[];
}

function bool(parameters: ReadonlyMap<string, Json>, name: string): boolean | undefined {
  const value = parameters.get(name);
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value;
  throw badParameter(
    `Cannot process argument transformation on parameter '${name}'. Cannot convert value "${String(value)}" to type "System.Boolean".`,
  );
}

function mailboxIn({ exchange, parameters }: CmdletCall): Mailbox {
  const identity = String(parameters.get('identity') ?? '');
  const found = exchange.find(identity);
  if (found === undefined) throw notFound(identity);
  return found;
}

function mailboxRow(mailbox: Mailbox): JsonObject {
  return {
    '@odata.type': '#Exchange.GenericHashTable',
    ExternalDirectoryObjectId: mailbox.id,
    Guid: `b${mailbox.id.slice(1)}`,
    Identity: mailbox.displayName,
    Name: mailbox.userPrincipalName.split('@')[0],
    DisplayName: mailbox.displayName,
    UserPrincipalName: mailbox.userPrincipalName,
    PrimarySmtpAddress: mailbox.userPrincipalName,
    RecipientTypeDetails: mailbox.kind,
    AuditEnabled: mailbox.auditEnabled,
    AuditLogAgeLimit: '90.00:00:00',
    DefaultAuditSet: [...mailbox.managed],
    AuditAdmin: [...actionsOf(mailbox, 'Admin')],
    AuditDelegate: [...actionsOf(mailbox, 'Delegate')],
    AuditOwner: [...actionsOf(mailbox, 'Owner')],
  };
}

function bypassRow({ id, userPrincipalName, displayName, isBypassed }: Mailbox): JsonObject {
  return {
    Guid: `b${id.slice(1)}`,
    ExternalDirectoryObjectId: id,
    Identity: userPrincipalName.split('@')[0],
    Name: displayName,
    AuditBypassEnabled: isBypassed,
    ObjectState: 'Changed',
  };
}

const listed = (
  toRow: (mailbox: Mailbox) => JsonObject,
): Required<Pick<Cmdlet, 'rowAt' | 'run'>> => ({
  rowAt({ exchange }, index) {
    const found = exchange.mailboxAt(index);
    return found && toRow(found);
  },
  run: (call) => [toRow(mailboxIn(call))],
});

function wordsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return value.split(/\s*,\s*/);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw badParameter('Cannot convert the value to type "MultiValuedProperty".');
}

function setDefaults({ exchange, parameters }: CmdletCall, mailbox: Mailbox): void {
  const wanted = parameters.get('defaultauditset');
  if (wanted === undefined) return;
  const types = wordsOf(wanted).map((word) => {
    const type = logons.find((one) => one.toLowerCase() === word.toLowerCase());
    if (type === undefined) throw badParameter(`"${word}" is no value of DefaultAuditSet.`);
    return type;
  });
  exchange.later(() => {
    const now = exchange.find(mailbox.id) ?? mailbox;
    exchange.patch(mailbox.id, { managed: [...new Set([...now.managed, ...types])] });
  });
}

function setLists({ exchange, parameters }: CmdletCall, mailbox: Mailbox): void {
  for (const logon of logons) {
    const value = parameters.get(`audit${logon.toLowerCase()}`);
    if (value === undefined) continue;
    const actions = ownList(logon, value, mailbox);
    exchange.later(() => exchange.setOwnList(mailbox, logon, actions));
  }
}

/** A whole list, or `@{Add=…; Remove=…}` as JSON writes it. */
function ownList(logon: Logon, value: Json, mailbox: Mailbox): readonly string[] {
  const now = actionsOf(mailbox, logon);
  const change = isJsonObject(value) ? value : undefined;
  const added = change?.Add === undefined ? [] : wordsOf(change.Add);
  const removed = change?.Remove === undefined ? [] : wordsOf(change.Remove);
  const wanted = change
    ? [...now.filter((one) => !removed.includes(one)), ...added]
    : wordsOf(value);
  for (const action of wanted) {
    if (!actionsFor(logon).includes(action)) {
      throw badParameter(`The action ${action} can't be audited for ${logon}.`);
    }
  }
  return [...new Set(wanted)];
}

export const cmdlets: Readonly<Record<string, Cmdlet>> = {
  'get-adminauditlogconfig': {
    role: 'View-Only Configuration',
    parameters: [],
    run: ({ exchange }) => [
      {
        Name: 'Default',
        AdminAuditLogEnabled: true,
        AdminAuditLogCmdlets: ['*'],
        AdminAuditLogParameters: ['*'],
        AdminAuditLogAgeLimit: '90.00:00:00',
        LogLevel: 'Verbose',
        UnifiedAuditLogIngestionEnabled: exchange.isIngesting,
        UnifiedAuditLogFirstOptInDate: '2019-02-11T09:00:00Z',
      },
    ],
  },
  'set-adminauditlogconfig': {
    role: 'Audit Logs',
    // The others are documented for servers in one's own house alone.
    parameters: ['unifiedauditlogingestionenabled'],
    needsCustomization: true,
    run: ({ exchange, parameters }) => {
      const wanted = bool(parameters, 'unifiedauditlogingestionenabled');
      if (wanted !== undefined) exchange.later(() => exchange.setIngestion(wanted));
      return [];
    },
  },
  'get-organizationconfig': {
    role: 'View-Only Configuration',
    parameters: [],
    run: ({ exchange: { settings } }) => [
      {
        Name: 'fabrikam.onmicrosoft.example',
        AuditDisabled: settings.auditDisabled,
        IsDehydrated: settings.isDehydrated,
        MailTipsAllTipsEnabled: true,
      },
    ],
  },
  'set-organizationconfig': {
    role: 'Organization Configuration',
    parameters: ['auditdisabled'],
    run: ({ exchange, parameters }) => {
      const auditDisabled = bool(parameters, 'auditdisabled');
      if (auditDisabled !== undefined) exchange.later(() => exchange.change({ auditDisabled }));
      return [];
    },
  },
  'enable-organizationcustomization': {
    role: 'Organization Configuration',
    parameters: [],
    run: ({ exchange }) => {
      if (!exchange.settings.isDehydrated) {
        throw new ExchangeFailure(
          400,
          'BadRequest',
          '|System.InvalidOperationException|This operation is not required. Organization is already enabled for customization.',
        );
      }
      exchange.later(() => exchange.change({ isDehydrated: false }));
      return [];
    },
  },
  'get-mailbox': {
    role: 'View-Only Recipients',
    parameters: ['identity', 'resultsize'],
    ...listed(mailboxRow),
  },
  'set-mailbox': {
    role: 'Mail Recipients',
    parameters: [
      'identity',
      'auditenabled',
      'defaultauditset',
      'auditadmin',
      'auditdelegate',
      'auditowner',
    ],
    run: (call) => {
      const mailbox = mailboxIn(call);
      const auditEnabled = bool(call.parameters, 'auditenabled');
      if (auditEnabled !== undefined) {
        call.exchange.later(() => call.exchange.patch(mailbox.id, { auditEnabled }));
      }
      setDefaults(call, mailbox);
      setLists(call, mailbox);
      return [];
    },
  },
  'get-mailboxauditbypassassociation': {
    role: 'View-Only Recipients',
    parameters: ['identity', 'resultsize'],
    ...listed(bypassRow),
  },
  'set-mailboxauditbypassassociation': {
    role: 'Mail Recipients',
    parameters: ['identity', 'auditbypassenabled'],
    needsCustomization: true,
    run: (call) => {
      const { id } = mailboxIn(call);
      const isBypassed = bool(call.parameters, 'auditbypassenabled') ?? false;
      call.exchange.later(() => call.exchange.patch(id, { isBypassed }));
      return [];
    },
  },
};
