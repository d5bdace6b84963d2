import { logons } from '../exchange/audit-actions.ts';
import type { ExchangeSettings } from '../exchange/exchange.ts';
import type { Mailbox } from '../exchange/mailboxes.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Tenant } from '../tenant.ts';

type Writable = { -readonly [Name in keyof ExchangeSettings]?: ExchangeSettings[Name] };

const switches = ['auditDisabled', 'isDehydrated'] as const;
const numbers = ['effectSeconds', 'crowd', 'requestsIn10Seconds', 'pagesKnownSeconds'] as const;

function textsOf(value: Json): readonly string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

/** Changes the organisation at once, whatever `effectSeconds` says. */
function change(tenant: Tenant, body: JsonObject): JsonObject {
  const settings: Writable = {};
  for (const name of switches) {
    const value = body[name];
    if (typeof value === 'boolean') settings[name] = value;
  }
  for (const name of numbers) {
    const value = body[name];
    if (typeof value === 'number' && value >= 0) settings[name] = value;
  }
  const roles = textsOf(body.roles);
  if (roles) settings.roles = roles;
  tenant.exchange.change(settings);
  if (typeof body.ingestion === 'boolean') tenant.exchange.setIngestion(body.ingestion);
  return { ok: true };
}

/** Changes one mailbox at once. */
function changeMailbox(tenant: Tenant, body: JsonObject): JsonObject {
  const found = tenant.exchange.find(String(body.mailbox ?? ''));
  if (found === undefined) throw new Error("'mailbox' must be an id or a user principal name");
  const managed = textsOf(body.managed);
  const patch: Partial<Mailbox> = {
    ...(typeof body.isBypassed === 'boolean' && { isBypassed: body.isBypassed }),
    ...(typeof body.auditEnabled === 'boolean' && { auditEnabled: body.auditEnabled }),
    ...(managed && { managed: logons.filter((one) => managed.includes(one)) }),
  };
  tenant.exchange.patch(found.id, patch);
  return { id: found.id };
}

/** The controls of Exchange: the organisation's switches, and single mailboxes. */
export const exchangeCommands: Readonly<
  Record<string, (tenant: Tenant, body: JsonObject) => JsonObject>
> = { exchange: change, mailbox: changeMailbox };
