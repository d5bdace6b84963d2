import { isRecord, type JsonRecord, recordsAt, text, textAt, textsAt } from './record.ts';

export const signInTypes = [
  'interactiveUser',
  'nonInteractiveUser',
  'servicePrincipal',
  'managedIdentity',
] as const;
export type SignInType = (typeof signInTypes)[number];

/** One policy as a sign-in record reports it (Graph `appliedConditionalAccessPolicy`). */
export interface AppliedPolicy {
  readonly id?: string;
  readonly name: string;
  /** Graph's word: success, failure, notApplied, reportOnlyFailure …; kept raw, new words occur. */
  readonly result: string;
  readonly grantControls: readonly string[];
  readonly sessionControls: readonly string[];
  readonly raw: JsonRecord;
}

/**
 * One sign-in as Graph reports it, cleaned at the door: identity and what a verdict needs are read
 * once, everything else stays in `raw` for the tabs. Absent, "", "<null>" and null are `undefined`.
 */
export interface SignIn {
  readonly id: string;
  /** When it happened. */
  readonly at: Date;
  readonly correlationId?: string;
  readonly originalRequestId?: string;
  /** Absent for service principals and for unknown users (all-zero id). */
  readonly userId?: string;
  readonly userName?: string;
  readonly userPrincipalName?: string;
  readonly appId?: string;
  readonly appName?: string;
  readonly resourceName?: string;
  readonly clientApp?: string;
  readonly ip?: string;
  readonly city?: string;
  readonly state?: string;
  /** ISO country code, or whatever the record holds. */
  readonly country?: string;
  readonly deviceName?: string;
  readonly operatingSystem?: string;
  readonly browser?: string;
  readonly errorCode: number;
  readonly failureReason?: string;
  /** success, failure, notApplied; undefined when the record does not say. */
  readonly conditionalAccess?: string;
  /** undefined: Graph left conditional access data out (no Policy.Read permission); []: none applied. */
  readonly policies?: readonly AppliedPolicy[];
  /** Why they are left out, where it is the asker’s role and not the app’s permission: a sentence. */
  readonly policiesWithheld?: string;
  readonly types: readonly SignInType[];
  readonly interactive: boolean;
  readonly riskLevel?: string;
  readonly raw: JsonRecord;
}

const zeroId = '00000000-0000-0000-0000-000000000000';

function toAppliedPolicy(raw: JsonRecord): AppliedPolicy {
  return {
    id: textAt(raw, 'id'),
    name: textAt(raw, 'displayName') ?? textAt(raw, 'id') ?? 'a policy without a name',
    result: textAt(raw, 'result') ?? 'unknown',
    grantControls: textsAt(raw, 'enforcedGrantControls'),
    sessionControls: textsAt(raw, 'enforcedSessionControls'),
    raw,
  };
}

function withZone(stamp: string): string {
  const iso = stamp.replace(' ', 'T');
  return /z$|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso}Z`;
}

// Logs are read by the hundred thousand rows: parts are looked up once, not by a path for each field.
const nothing: JsonRecord = {};
const partOf = (value: unknown): JsonRecord => (isRecord(value) ? value : nothing);

/** Records re-serialised by exporters hold a blank and no zone: they are UTC all the same. */
export function parseInstant(value: unknown): Date | undefined {
  const stamp = text(value);
  if (stamp === undefined) return undefined;
  const date = new Date(stamp.endsWith('Z') ? stamp.replace(' ', 'T') : withZone(stamp));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function typesOf(raw: JsonRecord): SignInType[] {
  const given = textsAt(raw, 'signInEventTypes');
  const known = signInTypes.filter((type) => given.includes(type));
  if (known.length > 0) return known;
  if (text(raw.userId) === undefined && text(raw.servicePrincipalId)) return ['servicePrincipal'];
  return raw.isInteractive === false ? ['nonInteractiveUser'] : ['interactiveUser'];
}

/** Reads one Graph `signIn` (v1.0 or beta). A record without id or time is no sign-in: undefined. */
export function toSignIn(value: unknown): SignIn | undefined {
  if (!isRecord(value)) return undefined;
  const id = text(value.id);
  const happened = parseInstant(value.createdDateTime);
  if (id === undefined || happened === undefined) return undefined;
  const userId = text(value.userId);
  const status = partOf(value.status);
  const location = partOf(value.location);
  const device = partOf(value.deviceDetail);
  const code = Number(status.errorCode ?? 0);
  const types = typesOf(value);
  return {
    id,
    at: happened,
    correlationId: text(value.correlationId),
    originalRequestId: text(value.originalRequestId),
    userId: userId === zeroId ? undefined : userId,
    userName: text(value.userDisplayName),
    userPrincipalName: text(value.userPrincipalName),
    appId: text(value.appId),
    appName: text(value.appDisplayName),
    resourceName: text(value.resourceDisplayName),
    clientApp: text(value.clientAppUsed),
    ip: text(value.ipAddress),
    city: knownPlace(text(location.city)),
    state: knownPlace(text(location.state)),
    country: knownPlace(text(location.countryOrRegion)),
    deviceName: text(device.displayName),
    operatingSystem: text(device.operatingSystem),
    browser: text(device.browser),
    errorCode: Number.isFinite(code) ? code : 0,
    failureReason: text(status.failureReason),
    conditionalAccess: text(value.conditionalAccessStatus),
    policies: Array.isArray(value.appliedConditionalAccessPolicies)
      ? recordsAt(value, 'appliedConditionalAccessPolicies').map(toAppliedPolicy)
      : undefined,
    types,
    interactive: types.includes('interactiveUser'),
    riskLevel: text(value.riskLevelDuringSignIn),
    raw: value,
  };
}

function knownPlace(place: string | undefined): string | undefined {
  return place?.toLowerCase() === 'unknown' ? undefined : place;
}

/** How people name who signed in: display name, else UPN, else the service principal or id. */
export function whoSignedIn(signIn: SignIn): string {
  return (
    signIn.userName ??
    signIn.userPrincipalName ??
    text(signIn.raw.servicePrincipalName) ??
    signIn.userId ??
    'an unknown user'
  );
}

/** True when Graph withheld which policies applied to a user's sign-in: the app lacks Policy.Read.ConditionalAccess. */
export function hidesPolicies(signIn: SignIn): boolean {
  return signIn.policies === undefined && signIn.types.some((type) => type.endsWith('User'));
}

/** The sentence in place of hidden policies: whose permission it takes, the app’s or the asker’s role. */
export function policiesNotShown({ policiesWithheld }: SignIn, start: string): string {
  return policiesWithheld ?? `${start}: grant the app Policy.Read.ConditionalAccess.`;
}

/** “Hamburg, DE”: the service's best guess; undefined when it made none. */
export function placeOf({ city, state, country }: SignIn): string | undefined {
  // Many a city is its own state: São Paulo, Berlin.
  const parts = [city, state === city ? undefined : state, country].filter(
    (part) => part !== undefined,
  );
  return parts.length > 0 ? parts.join(', ') : undefined;
}
