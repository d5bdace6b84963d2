import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { expandSignIn } from './sign-in-record.ts';
import type { SignInRow } from './sign-in-row.ts';

/** The Graph version a request asks for. */
export type GraphVersion = 'v1.0' | 'beta';

/** What the caller may see and has asked to see. */
export interface SignInViewer {
  readonly version: GraphVersion;
  readonly nowMs: number;
  /** The caller sent `Prefer: include-unknown-enum-members`. */
  readonly knowsNewEnumMembers: boolean;
  readonly mayReadPolicies: boolean;
  readonly hasRiskLicence: boolean;
}

/** What both versions give as it stands in the record. */
export const v1Properties = [
  'id',
  'createdDateTime',
  'userDisplayName',
  'userPrincipalName',
  'userId',
  'appId',
  'appDisplayName',
  'ipAddress',
  'clientAppUsed',
  'correlationId',
  'conditionalAccessStatus',
  'isInteractive',
  'riskDetail',
  'riskLevelAggregated',
  'riskLevelDuringSignIn',
  'riskState',
  'riskEventTypes',
  'riskEventTypes_v2',
  'resourceDisplayName',
  'resourceId',
];

/** Objects such as status are merged member by member; everything else is replaced. */
function merge(record: JsonObject, patch: JsonObject): JsonObject {
  const merged: JsonObject = { ...record };
  for (const [name, value] of Object.entries(patch)) {
    const old = merged[name];
    merged[name] = isJsonObject(old) && isJsonObject(value) ? { ...old, ...value } : value;
  }
  return merged;
}

/** The record as it stands at a time: hand-set members and later changes included. */
export function recordAt(row: SignInRow, nowMs: number): JsonObject {
  let record = merge(expandSignIn(row), row.override ?? {});
  for (const change of row.changes ?? []) {
    if (change.atMs <= nowMs) record = merge(record, change.patch);
  }
  return record;
}

function object(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function policiesFor(value: Json, viewer: SignInViewer): Json {
  if (!Array.isArray(value)) return value;
  return value.map((item) => {
    const policy = object(item);
    const isNew = String(policy.result).startsWith('reportOnly') && !viewer.knowsNewEnumMembers;
    const result = isNew ? 'unknownFutureValue' : policy.result;
    if (viewer.version === 'beta') return { ...policy, result };
    const { id, displayName, enforcedGrantControls, enforcedSessionControls } = policy;
    return { id, displayName, enforcedGrantControls, enforcedSessionControls, result };
  });
}

const geo = ['altitude', 'latitude', 'longitude'];
const deviceProperties = [
  'deviceId',
  'displayName',
  'operatingSystem',
  'browser',
  'isCompliant',
  'isManaged',
  'trustType',
];

function orNull(value: Json, names: readonly string[]): JsonObject {
  const source = object(value);
  return Object.fromEntries(names.map((name) => [name, source[name] ?? null]));
}

/** v1.0 writes null where beta leaves a member out, and has seven fractional digits. */
function asV1(record: JsonObject): JsonObject {
  const shown: JsonObject = {};
  for (const name of v1Properties) shown[name] = record[name] ?? null;
  const created = String(record.createdDateTime);
  const location = object(record.location);
  shown.createdDateTime = created.includes('.') ? created : created.replace('Z', '.0000000Z');
  shown.status = orNull(record.status, ['errorCode', 'failureReason', 'additionalDetails']);
  shown.deviceDetail = orNull(record.deviceDetail, deviceProperties);
  shown.location =
    'city' in location
      ? { ...location, geoCoordinates: orNull(location.geoCoordinates, geo) }
      : location;
  shown.appliedConditionalAccessPolicies = record.appliedConditionalAccessPolicies;
  return shown;
}

function hideRisk(record: JsonObject): void {
  for (const name of ['riskDetail', 'riskLevelAggregated', 'riskLevelDuringSignIn'])
    record[name] = 'hidden';
  record.riskState = 'none';
  record.riskEventTypes_v2 = [];
}

/** A sign-in as one caller sees it in one version. */
export function viewSignIn(row: SignInRow, viewer: SignInViewer): JsonObject {
  const full = recordAt(row, viewer.nowMs);
  const record = viewer.version === 'v1.0' ? asV1(full) : full;
  if (!viewer.hasRiskLicence) hideRisk(record);
  const policies = policiesFor(record.appliedConditionalAccessPolicies, viewer);
  if (viewer.mayReadPolicies) record.appliedConditionalAccessPolicies = policies;
  else delete record.appliedConditionalAccessPolicies;
  return record;
}
