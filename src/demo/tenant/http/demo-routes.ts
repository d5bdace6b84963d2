import type { Fault } from '../fault.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Licence, Tenant } from '../tenant.ts';
import { activityCommands } from './activity-controls.ts';
import { exchangeCommands } from './exchange-controls.ts';
import type { GraphResponse } from './graph-message.ts';
import type { RequestLog } from './request-log.ts';

const faultKinds: readonly Fault['kind'][] = [
  '429',
  '500',
  '503',
  '504',
  'reset',
  'cut-json',
  'slow',
  'query-failed',
  'query-cancelled',
  'query-stuck',
  'query-duplicates',
  'query-truncated',
  'query-unstable',
];

type Command = (tenant: Tenant, body: JsonObject) => JsonObject;

function text(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new Error(`'${name}' must be a text`);
  return value;
}

function optionalNumber(body: JsonObject, name: string): number | undefined {
  const value = body[name];
  return typeof value === 'number' ? value : undefined;
}

function optionalDate(body: JsonObject, name: string): Date | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  const date = new Date(String(value));
  if (Number.isNaN(date.getTime()))
    throw new Error(`'${name}' must be a time such as 2026-11-22T10:00:00Z`);
  return date;
}

function object(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function addFault(tenant: Tenant, body: JsonObject): JsonObject {
  const kind = faultKinds.find((one) => one === body.kind);
  if (kind === undefined) throw new Error(`'kind' must be one of ${faultKinds.join(', ')}`);
  tenant.fault({
    match: new RegExp(typeof body.match === 'string' ? body.match : '.'),
    kind,
    times: optionalNumber(body, 'times') ?? 1,
    retryAfterSeconds: optionalNumber(body, 'retryAfterSeconds'),
    delayMs: optionalNumber(body, 'delayMs'),
  });
  return { ok: true };
}

function addSignIn(tenant: Tenant, body: JsonObject): JsonObject {
  const { record, then: later, ...rest } = body;
  const at = optionalDate(object(later), 'at');
  const row = tenant.addSignIn(isJsonObject(record) ? record : rest, {
    visibleAt: optionalDate(body, 'visibleAt'),
    // biome-ignore lint/suspicious/noThenProperty: the name is part of the agreed controls
    ...(at && { then: { at, patch: object(object(later).patch) } }),
  });
  return { id: row.id };
}

const commands: Record<string, Command> = {
  storm: (tenant, body) => {
    tenant.storm(optionalNumber(body, 'minutes') ?? 3);
    return { ok: true };
  },
  quiet: (tenant, body) => {
    tenant.quiet(optionalNumber(body, 'minutes') ?? 10);
    return { ok: true };
  },
  fault: addFault,
  'clear-faults': (tenant) => {
    tenant.clearFaults();
    return { ok: true };
  },
  'sign-in': addSignIn,
  ...activityCommands,
  ...exchangeCommands,
  audit: (tenant, body) => ({
    id: tenant.addDirectoryAudit(isJsonObject(body.record) ? body.record : body).id,
  }),
  role: (tenant, body) => {
    tenant.setRole(text(body, 'userId'), text(body, 'roleTemplateId'), body.held !== false);
    return { ok: true };
  },
  permission: (tenant, body) => {
    const permission = text(body, 'permission');
    if (body.held === false) tenant.revoke(permission);
    else tenant.grant(permission);
    return { permissions: [...tenant.permissions] };
  },
  licence: (tenant, body) => {
    const licence = (['free', 'P1', 'P2'] as Licence[]).find((one) => one === body.licence);
    if (licence === undefined) throw new Error("'licence' must be free, P1 or P2");
    tenant.setLicence(licence);
    return { licence };
  },
  policy: (tenant, body) => ({
    policy: tenant.changePolicy(
      text(body, 'id'),
      object(body.patch),
      typeof body.by === 'string' ? body.by : undefined,
    ),
  }),
};

function state(tenant: Tenant): JsonObject {
  return {
    now: tenant.now().toISOString(),
    seed: tenant.seed,
    licence: tenant.licence,
    permissions: [...tenant.permissions],
    people: tenant.people.length,
    signIns: tenant.signIns.size,
    directoryAudits: tenant.audits.size,
    activities: tenant.activity.rows.length,
    auditLog: { ...tenant.activity.settings, lagMinutes: [...tenant.activity.settings.lagMinutes] },
    policies: tenant.policies.map(({ id, displayName, state: shown }) => ({
      id,
      displayName,
      state: shown,
    })),
    mood: tenant.scenario.mood,
  };
}

/** Answers the demo's own controls; the caller has made sure that the request is from this machine. */
export function answerDemo(
  method: string,
  name: string,
  body: Json,
  tenant: Tenant,
  log: RequestLog,
): GraphResponse {
  if (method === 'GET' && name === 'state') return { status: 200, body: state(tenant) };
  if (method === 'GET' && name === 'requests') {
    const shown = log.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() }));
    return { status: 200, body: { value: shown } };
  }
  const command = method === 'POST' ? commands[name] : undefined;
  if (command === undefined) {
    const known = `POST ${Object.keys(commands).join(', ')}; GET state, requests`;
    return { status: 404, body: { error: `no control '${name}'; there are ${known}` } };
  }
  try {
    return { status: 200, body: command(tenant, object(body)) };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}
