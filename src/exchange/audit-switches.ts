import type { JsonRecord } from '../domain/record.ts';
import {
  type AuditSwitches,
  CustomizationNeeded,
  type ExchangeAccess,
  type ExchangePage,
  PageForgotten,
} from '../ports/audit-switches.ts';
import type { ReadOptions } from '../ports/read-options.ts';
import type { Answered, ExchangeClient, Invocation } from './client.ts';
import { cmdletOf } from './cmdlet-of.ts';
import {
  accessOff,
  accessReadOnly,
  isAlreadyCustomized,
  isDehydrated,
  isNotThere,
  refusalOf,
  unreadable,
} from './errors.ts';
import { toBypass, toMailbox, yesOrNo } from './rows.ts';

interface Parts {
  readonly exchange: ExchangeClient;
  readonly access: ExchangeAccess;
}

const mailboxProperties = [
  'ExternalDirectoryObjectId',
  'Guid',
  'DisplayName',
  'UserPrincipalName',
  'RecipientTypeDetails',
  'AuditEnabled',
  'DefaultAuditSet',
  'AuditAdmin',
  'AuditDelegate',
  'AuditOwner',
];
const bypassProperties = ['ExternalDirectoryObjectId', 'Guid', 'Name', 'AuditBypassEnabled'];

/** Statuses by which Exchange says that it forgot the list a page belongs to. */
const forgotten = new Set([400, 404, 410]);

function toPage<Row>(
  { rows, next }: Answered,
  toRow: (row: JsonRecord) => Row | undefined,
): ExchangePage<Row> {
  return { rows: rows.flatMap((row) => toRow(row) ?? []), ...(next !== undefined && { next }) };
}

/** The switches of auditing over Exchange Online's cmdlets. */
export function createAuditSwitches({ exchange, access }: Parts): AuditSwitches {
  async function invoke(invocation: Invocation, options: ReadOptions): Promise<Answered> {
    if (access === 'off') throw accessOff();
    try {
      return await exchange.invoke(invocation, options);
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      if (invocation.from !== undefined && refusal && forgotten.has(refusal.status)) {
        throw new PageForgotten('the list has to be read anew', { cause: thrown });
      }
      if (refusal && isDehydrated(refusal)) {
        throw new CustomizationNeeded('the organisation is not customised', { cause: thrown });
      }
      throw thrown;
    }
  }

  /** One value that must be there: an answer without it would pass for off. */
  async function first(invocation: Invocation, options: ReadOptions, property: string) {
    const { rows } = await invoke(invocation, options);
    const [row = {}] = rows;
    const value = yesOrNo(row[property]);
    if (value === undefined) throw unreadable(new Error(`the answer has no ${property}`));
    return { row, value };
  }

  async function one<Row>(
    invocation: Invocation,
    options: ReadOptions,
    toRow: (row: JsonRecord) => Row | undefined,
  ): Promise<Row | undefined> {
    try {
      const { rows } = await invoke(invocation, options);
      return rows[0] && toRow(rows[0]);
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      if (refusal && isNotThere(refusal)) return undefined;
      throw thrown;
    }
  }

  return {
    access,

    async ingestion(options) {
      const property = 'UnifiedAuditLogIngestionEnabled';
      const { value } = await first({ cmdlet: 'Get-AdminAuditLogConfig' }, options, property);
      return { isOn: value };
    },

    async organisation(options) {
      const cmdlet = 'Get-OrganizationConfig';
      const { row, value } = await first({ cmdlet }, options, 'AuditDisabled');
      return { isOn: !value, isDehydrated: yesOrNo(row.IsDehydrated) ?? false };
    },

    async mailboxes(options, from) {
      const parameters = { ResultSize: 'Unlimited' };
      const select = mailboxProperties;
      const invocation: Invocation = { cmdlet: 'Get-Mailbox', parameters, select, from };
      return toPage(await invoke(invocation, options), toMailbox);
    },

    async bypasses(options, from) {
      const cmdlet = 'Get-MailboxAuditBypassAssociation';
      const parameters = { ResultSize: 'Unlimited' };
      const invocation: Invocation = { cmdlet, parameters, select: bypassProperties, from };
      return toPage(await invoke(invocation, options), toBypass);
    },

    mailbox: (idOrName, options) =>
      one(
        { cmdlet: 'Get-Mailbox', parameters: { Identity: idOrName }, select: mailboxProperties },
        options,
        toMailbox,
      ),

    bypass: (idOrName, options) =>
      one(
        {
          cmdlet: 'Get-MailboxAuditBypassAssociation',
          parameters: { Identity: idOrName },
          select: bypassProperties,
        },
        options,
        toBypass,
      ),

    async apply(change, options) {
      if (access === 'off') throw accessOff();
      if (access === 'read') throw accessReadOnly();
      try {
        await invoke(cmdletOf(change), options);
      } catch (thrown) {
        const refusal = refusalOf(thrown);
        if (change.kind === 'customization' && refusal && isAlreadyCustomized(refusal)) return;
        throw thrown;
      }
    },
  };
}
