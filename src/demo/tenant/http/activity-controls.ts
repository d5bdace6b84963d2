import { type ActivitySettings, strictLagMinutes } from '../activity/activity-settings.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Tenant } from '../tenant.ts';

type Writable = { -readonly [Name in keyof ActivitySettings]?: ActivitySettings[Name] };
type Reader = (value: Json, settings: Writable) => boolean;

/** How each setting is read; false says that the value does not fit. */
const readers: Readonly<Record<keyof ActivitySettings, Reader>> = {
  auditing: (value, settings) => {
    settings.auditing = (['on', 'off', 'off-top-level'] as const).find((one) => one === value);
    return settings.auditing !== undefined;
  },
  servesV1: (value, settings) => {
    settings.servesV1 = value === true;
    return typeof value === 'boolean';
  },
  servesBeta: (value, settings) => {
    settings.servesBeta = value === true;
    return typeof value === 'boolean';
  },
  searchMs: (value, settings) => {
    settings.searchMs = Number(value);
    return isCount(value);
  },
  lagMinutes: (value, settings) => {
    const [from, to] = value === 'strict' ? strictLagMinutes : Array.isArray(value) ? value : [];
    settings.lagMinutes = [Number(from), Number(to)];
    return isCount(from) && isCount(to) && Number(from) <= Number(to);
  },
  recordCountLimit: (value, settings) => {
    settings.recordCountLimit = Number(value);
    return isCount(value);
  },
  submissionsPerDay: (value, settings) => {
    settings.submissionsPerDay = Number(value);
    return isCount(value) && Number(value) > 0;
  },
  openSearches: (value, settings) => {
    settings.openSearches = Number(value);
    return isCount(value);
  },
  saysRetryAfter: (value, settings) => {
    settings.saysRetryAfter = value === true;
    return typeof value === 'boolean';
  },
  earlyRecords: (value, settings) => {
    settings.earlyRecords = value === 'refused' ? 'refused' : 'empty';
    return value === settings.earlyRecords;
  },
  enumCase: (value, settings) => {
    settings.enumCase = (['camelCase', 'PascalCase'] as const).find((one) => one === value);
    return value === null || settings.enumCase !== undefined;
  },
};

function isCount(value: Json): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isSetting(name: string): name is keyof ActivitySettings {
  return Object.hasOwn(readers, name);
}

function changeSettings(tenant: Tenant, body: JsonObject): JsonObject {
  const settings: Writable = {};
  for (const [name, value] of Object.entries(body)) {
    if (!isSetting(name)) {
      throw new Error(`no setting '${name}'; there are ${Object.keys(readers).join(', ')}`);
    }
    if (!readers[name](value, settings)) throw new Error(`'${name}' cannot be ${String(value)}`);
  }
  tenant.activity.change(settings);
  return { ok: true };
}

function addActivity(tenant: Tenant, body: JsonObject): JsonObject {
  const { record, visibleAt, ...rest } = body;
  const at = visibleAt === undefined ? undefined : new Date(String(visibleAt));
  if (at !== undefined && Number.isNaN(at.getTime())) {
    throw new Error("'visibleAt' must be a time such as 2026-11-22T10:00:00Z");
  }
  return { id: tenant.addActivity(isJsonObject(record) ? record : rest, { visibleAt: at }).id };
}

/** The controls of the unified audit log: add a record, and change how the log behaves. */
export const activityCommands: Readonly<
  Record<string, (tenant: Tenant, body: JsonObject) => JsonObject>
> = {
  activity: addActivity,
  'audit-log': changeSettings,
};
