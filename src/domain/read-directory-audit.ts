import type { AuditActor, AuditChange, AuditTarget, DirectoryAudit } from './directory-audit.ts';
import { at, isRecord, type JsonRecord, recordsAt, text, textAt } from './record.ts';
import { parseInstant } from './sign-in.ts';

const zeroId = '00000000-0000-0000-0000-000000000000';

const idAt = (record: JsonRecord, path: string) => {
  const id = textAt(record, path);
  return id === zeroId ? undefined : id;
};

/** Figures stay the text they are: ids of more digits than a number holds would come out changed. */
function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'number' ? json : value;
  } catch {
    return json;
  }
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === '<null>' ||
  (Array.isArray(value) && value.length === 0);

/** Some services write JSON into a list of texts, or into a text once more. */
const unwrapped = (value: unknown) =>
  typeof value === 'string' && /^[[{]/.test(value.trim()) ? parsed(value.trim()) : value;

/**
 * A value of `modifiedProperties`: JSON text inside a string (`"[\"Guest\"]"`), now and then bare text. Lists of one
 * are that one; nothing at all is undefined.
 */
export function decodeProperty(value: unknown): unknown {
  const inner = unwrapped(typeof value === 'string' ? parsed(value.trim()) : value);
  const decoded =
    Array.isArray(inner) && inner.length === 1 ? unwrapped(inner[0]) : (inner as unknown);
  return isEmpty(decoded) ? undefined : decoded;
}

/** A property that is named without a value stays: the log says that it was touched. */
function toChange(raw: JsonRecord): AuditChange[] {
  const name = textAt(raw, 'displayName');
  const before = decodeProperty(raw.oldValue);
  const after = decodeProperty(raw.newValue);
  if (name === undefined && before === undefined && after === undefined) return [];
  return [{ property: name ?? 'a property without a name', before, after }];
}

function toTarget(raw: JsonRecord): AuditTarget {
  return {
    id: idAt(raw, 'id'),
    name: textAt(raw, 'displayName'),
    type: textAt(raw, 'type') ?? textAt(raw, 'Type'),
    userPrincipalName: textAt(raw, 'userPrincipalName'),
    changes: recordsAt(raw, 'modifiedProperties').flatMap(toChange),
  };
}

/** A person, where the record names one in any way. */
function toUserActor(user: JsonRecord): AuditActor | undefined {
  const actor = {
    id: idAt(user, 'id'),
    name: textAt(user, 'displayName'),
    userPrincipalName: textAt(user, 'userPrincipalName'),
  };
  const known = actor.id ?? actor.name ?? actor.userPrincipalName;
  if (known === undefined) return undefined;
  return {
    kind: 'user',
    ...actor,
    ip: textAt(user, 'ipAddress'),
    homeTenant: textAt(user, 'homeTenantName'),
  };
}

function toAppActor(app: JsonRecord): AuditActor | undefined {
  const actor = {
    id: idAt(app, 'servicePrincipalId'),
    appId: idAt(app, 'appId'),
    name: textAt(app, 'displayName') ?? textAt(app, 'servicePrincipalName'),
  };
  const known = actor.id ?? actor.appId ?? actor.name;
  return known === undefined ? undefined : { kind: 'app', ...actor };
}

/** One of `user` and `app` is mostly null or absent; either may hold nothing but nulls and zeros, also beside the other. */
function toActor(raw: JsonRecord): AuditActor {
  const [app, user] = [at(raw, 'initiatedBy.app'), at(raw, 'initiatedBy.user')];
  const known = (isRecord(app) && toAppActor(app)) || (isRecord(user) && toUserActor(user));
  return known || { kind: 'system', ip: isRecord(user) ? textAt(user, 'ipAddress') : undefined };
}

/** Reads one Graph `directoryAudit`. A record without id or time is none: undefined. */
export function toDirectoryAudit(value: unknown): DirectoryAudit | undefined {
  if (!isRecord(value)) return undefined;
  const id = text(value.id);
  const happened = parseInstant(value.activityDateTime);
  if (id === undefined || happened === undefined) return undefined;
  return {
    id,
    at: happened,
    activity: text(value.activityDisplayName) ?? text(value.operationName) ?? 'unknown activity',
    category: text(value.category),
    service: text(value.loggedByService),
    operation: text(value.operationType),
    result: text(value.result),
    reason: text(value.resultReason),
    correlationId: idAt(value, 'correlationId'),
    actor: toActor(value),
    targets: recordsAt(value, 'targetResources').map(toTarget),
    details: recordsAt(value, 'additionalDetails').flatMap((detail) => {
      const key = textAt(detail, 'key');
      const said = textAt(detail, 'value');
      return key !== undefined && said !== undefined ? [{ key, value: said }] : [];
    }),
    raw: value,
  };
}
