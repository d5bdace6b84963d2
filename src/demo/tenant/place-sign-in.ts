import type { SignInKind } from './circumstances.ts';
import { errorText } from './error-codes.ts';
import { alice } from './identities.ts';
import { isJsonObject, type JsonObject, readPath } from './json.ts';
import type { Person } from './people.ts';
import { createRandom, hashText } from './random.ts';
import { expandSignIn } from './sign-in-record.ts';
import type { RecordChange, SignInRow } from './sign-in-row.ts';
import type { SignInOrder } from './sign-in-writer.ts';
import type { Situation } from './situation.ts';
import { situationNamed, situationWithCode } from './situations.ts';

/** When a sign-in set by hand is seen, and what becomes of it later. */
export interface SignInTiming {
  /** Default: at once. */
  readonly visibleAt?: Date;
  /** From `at` on the record's members are replaced by the patch's. */
  readonly then?: { readonly at: Date; readonly patch: JsonObject };
}

interface Needs {
  readonly people: readonly Person[];
  readonly now: Date;
  readonly seed: number;
  readonly write: (order: SignInOrder) => SignInRow;
}

function kindOf(record: JsonObject): SignInKind {
  const types = record.signInEventTypes;
  const named = Array.isArray(types) ? types[0] : undefined;
  if (named === 'nonInteractiveUser' || named === 'servicePrincipal' || named === 'managedIdentity')
    return named;
  return record.isInteractive === false ? 'nonInteractiveUser' : 'interactiveUser';
}

function personOf(record: JsonObject, people: readonly Person[]): Person | undefined {
  const named = record.userId ?? record.userPrincipalName ?? record.userDisplayName ?? alice.id;
  return people.find((one) => [one.id, one.signInName, one.displayName].includes(String(named)));
}

/** The members of a later version that differ because the sign-in went another way. */
export function laterVersion(later: SignInRow): JsonObject {
  const {
    id,
    createdDateTime,
    correlationId,
    originalRequestId,
    uniqueTokenIdentifier,
    sessionId,
    ...rest
  } = expandSignIn(later);
  return rest;
}

/** Fills in the texts that go with a code and leaves what was given. */
function withTexts(record: JsonObject): JsonObject {
  const code = readPath(record, 'status/errorCode');
  if (typeof code !== 'number' || !isJsonObject(record.status)) return record;
  return { ...record, status: { ...errorText(code), ...record.status } };
}

/** A row for a whole or partial beta record: a situation with the same code fills in the rest. */
export function placeSignIn(record: JsonObject, timing: SignInTiming, needs: Needs): SignInRow {
  const kind = kindOf(record);
  const said = record.createdDateTime;
  const atMs = typeof said === 'string' ? Date.parse(said) : needs.now.getTime();
  const order = (about: JsonObject): SignInOrder => ({
    situation: situationFor(about, kind),
    kind,
    atMs,
    visibleAtMs: timing.visibleAt?.getTime() ?? Math.min(atMs, needs.now.getTime()),
    random: createRandom(needs.seed + atMs),
    person: personOf(record, needs.people),
  });
  const row = needs.write(order(record));
  const id = typeof record.id === 'string' ? record.id : row.id;
  const first = typeof record.originalRequestId === 'string' ? record.originalRequestId : id;
  const correlation = record.correlationId;
  return {
    ...row,
    id,
    atMs,
    originalId: first,
    thread: typeof correlation === 'string' ? hashText(correlation) : row.thread,
    override: withTexts(record),
    ...(timing.then && { changes: [changeOf(timing.then, record, order, needs)] }),
  };
}

function situationFor(record: JsonObject, kind: SignInKind): Situation {
  const code = Number(readPath(record, 'status/errorCode') ?? 0);
  const isPerson = kind === 'interactiveUser' || kind === 'nonInteractiveUser';
  const usual = situationNamed(isPerson ? 'office' : 'workload');
  return (code === 0 ? undefined : situationWithCode(code)) ?? usual;
}

function changeOf(
  then: { readonly at: Date; readonly patch: JsonObject },
  record: JsonObject,
  order: (about: JsonObject) => SignInOrder,
  needs: Needs,
): RecordChange {
  const isOther = readPath(then.patch, 'status/errorCode') !== undefined;
  const { status, ...kept } = record;
  const patch = isOther
    ? { ...laterVersion(needs.write(order(then.patch))), ...kept, ...withTexts(then.patch) }
    : then.patch;
  return { atMs: then.at.getTime(), patch };
}
