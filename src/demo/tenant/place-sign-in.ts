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
import { situationNamed, situationsWithCode } from './situations.ts';

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

/** Who it is when the directory does not know the name that was given. */
function strangerOf(record: JsonObject, person: Person | undefined): JsonObject {
  const isNamed = record.userId !== undefined || record.userPrincipalName !== undefined;
  return isNamed && person === undefined ? { userDisplayName: '', userPrincipalName: '' } : {};
}

function situationsFor(record: JsonObject, kind: SignInKind): readonly Situation[] {
  const isPerson = kind === 'interactiveUser' || kind === 'nonInteractiveUser';
  const said = Number(readPath(record, 'status/errorCode') ?? 0);
  const code = said === 0 && record.conditionalAccessStatus === 'failure' ? 53003 : said;
  const able = code === 0 ? [] : situationsWithCode(code);
  return able.length > 0 ? able : [situationNamed(isPerson ? 'office' : 'workload')];
}

/** The first situation that fits the person; else the policies are those of someone it fits. */
function writeAgreeing(record: JsonObject, about: Omit<SignInOrder, 'situation'>, needs: Needs) {
  const able = situationsFor(record, about.kind);
  const rows = able.map((situation) => ({ situation, row: needs.write({ ...about, situation }) }));
  const fitting = rows.find(({ situation, row }) => row.code === situation.code);
  if (fitting) return { row: fitting.row, borrowed: {} };
  const [first] = rows;
  if (first === undefined) throw new Error('no situation for the sign-in');
  const { conditionalAccessStatus, appliedConditionalAccessPolicies, status } = expandSignIn(
    needs.write({ ...about, situation: first.situation, person: undefined }),
  );
  return {
    row: first.row,
    borrowed: { conditionalAccessStatus, appliedConditionalAccessPolicies, status },
  };
}

/** A row for a whole or partial beta record: a situation with the same code fills in the rest. */
export function placeSignIn(record: JsonObject, timing: SignInTiming, needs: Needs): SignInRow {
  const said = record.createdDateTime;
  const atMs = typeof said === 'string' ? Date.parse(said) : needs.now.getTime();
  const person = personOf(record, needs.people);
  const about = {
    kind: kindOf(record),
    atMs,
    visibleAtMs: timing.visibleAt?.getTime() ?? Math.min(atMs, needs.now.getTime()),
    random: createRandom(needs.seed + atMs),
    person,
  };
  const { row, borrowed } = writeAgreeing(record, about, needs);
  const id = typeof record.id === 'string' ? record.id : row.id;
  const first = typeof record.originalRequestId === 'string' ? record.originalRequestId : id;
  const correlation = record.correlationId;
  return {
    ...row,
    id,
    atMs,
    originalId: first,
    thread: typeof correlation === 'string' ? hashText(correlation) : row.thread,
    override: { ...borrowed, ...strangerOf(record, person), ...withTexts(record) },
    ...(timing.then && { changes: [changeOf(timing.then, record, about, needs)] }),
  };
}

/** A patch with another code brings all that goes with it; what was set by hand stays. */
function changeOf(
  then: { readonly at: Date; readonly patch: JsonObject },
  record: JsonObject,
  about: Omit<SignInOrder, 'situation'>,
  needs: Needs,
): RecordChange {
  const atMs = then.at.getTime();
  if (readPath(then.patch, 'status/errorCode') === undefined) return { atMs, patch: then.patch };
  const { row, borrowed } = writeAgreeing(then.patch, about, needs);
  const {
    status,
    conditionalAccessStatus,
    appliedConditionalAccessPolicies,
    authenticationDetails,
    ...kept
  } = record;
  const other = { ...laterVersion(row), ...borrowed, ...strangerOf(record, about.person) };
  return { atMs, patch: { ...other, ...kept, ...withTexts(then.patch) } };
}
