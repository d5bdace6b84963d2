import { tenantId } from './identities.ts';
import type { Json, JsonObject } from './json.ts';
import type { Person } from './people.ts';
import { withSevenDigits } from './sign-in-times.ts';

/** One entry of the directory audit log; small enough to keep whole. */
export interface AuditRow {
  readonly seq: number;
  readonly id: string;
  readonly atMs: number;
  readonly visibleAtMs: number;
  readonly record: JsonObject;
}

/** Someone or something that did it. */
export type Actor = { readonly person: Person } | { readonly app: string } | 'system';

/** What an audit entry is about, before it has an id and a time. */
export interface AuditDraft {
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly operation?: string;
  readonly result?: 'success' | 'failure';
  readonly reason?: string;
  readonly actor: Actor;
  readonly targets: readonly JsonObject[];
  readonly details?: readonly JsonObject[];
}

const prefixes: Record<string, string> = {
  'Core Directory': 'Directory',
  'Conditional Access': 'IPCGraph',
  PIM: 'PIM',
  'Self-service Group Management': 'SSGM',
  'Invited Users': 'IVTUSR',
};

function initiatedBy(actor: Actor): JsonObject {
  if (actor === 'system') {
    return {
      app: null,
      user: {
        id: '00000000-0000-0000-0000-000000000000',
        displayName: null,
        userPrincipalName: null,
        ipAddress: '10.0.0.0',
        userType: null,
        homeTenantId: null,
        homeTenantName: null,
      },
    };
  }
  if ('app' in actor) {
    return {
      app: {
        appId: null,
        displayName: actor.app,
        servicePrincipalId: null,
        servicePrincipalName: null,
      },
      user: null,
    };
  }
  const { person } = actor;
  return {
    app: null,
    user: {
      id: person.id,
      displayName: null,
      userPrincipalName: person.userPrincipalName,
      ipAddress: '203.0.113.7',
      userType: person.userType,
      homeTenantId: tenantId,
      homeTenantName: null,
    },
  };
}

/** One changed property; values become JSON text inside a string, as the log writes them. */
export function changed(displayName: string, oldValue: Json, newValue: Json): JsonObject {
  return {
    displayName,
    oldValue: oldValue === undefined ? null : JSON.stringify(oldValue),
    newValue: newValue === undefined ? null : JSON.stringify(newValue),
  };
}

/** A target of an activity. */
export function target(
  type: string,
  id: string,
  displayName: string | null,
  properties: JsonObject[] = [],
  more: JsonObject = {},
): JsonObject {
  return {
    id,
    displayName,
    type,
    userPrincipalName: null,
    groupType: null,
    modifiedProperties: properties,
    ...more,
  };
}

/** A person as the target of an activity. */
export function targetPerson(person: Person, properties: JsonObject[] = []): JsonObject {
  return target('User', person.id, person.displayName, properties, {
    userPrincipalName: person.userPrincipalName,
  });
}

/** The full record of an entry; its id is not a GUID. */
export function auditRecord(
  draft: AuditDraft,
  seq: number,
  atMs: number,
  correlationId: string,
): JsonObject {
  const prefix = prefixes[draft.service] ?? 'Directory';
  return {
    id: `${prefix}_${correlationId}_${(seq * 7919).toString(36).toUpperCase()}_${88_000_000 + seq}`,
    category: draft.category,
    correlationId,
    result: draft.result ?? 'success',
    resultReason: draft.reason ?? '',
    activityDisplayName: draft.activity,
    activityDateTime: withSevenDigits(atMs, seq),
    loggedByService: draft.service,
    operationType: draft.operation ?? 'Update',
    initiatedBy: initiatedBy(draft.actor),
    targetResources: [...draft.targets],
    additionalDetails: [...(draft.details ?? [])],
  };
}
