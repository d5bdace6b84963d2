import { type Json, readPath } from '../json.ts';
import {
  clientAppOf,
  correlationIdOf,
  deviceOf,
  ipAddressOf,
  locationOf,
  userAgentOf,
} from '../sign-in-record.ts';
import type { SignInRow } from '../sign-in-row.ts';
import { type GraphVersion, recordAt } from '../sign-in-view.ts';
import type { Collection, Field, FieldRule, FilterTable } from './compile.ts';

type Quick = (row: SignInRow) => Json;

const eq = ['eq'];
const eqOrStart = ['eq', 'startswith'];

/** Values that need no full record; the rest is read from one. */
const quick: Record<string, Quick> = {
  createdDateTime: (row) => row.atMs,
  id: (row) => row.id,
  userId: (row) =>
    row.about.person?.id ?? (row.about.kind === 'interactiveUser' ? undefined : null),
  userPrincipalName: (row) => row.about.person?.signInName,
  userDisplayName: (row) => row.about.person?.displayName,
  appId: (row) => row.about.app.id,
  appDisplayName: (row) => row.about.app.displayName,
  resourceId: (row) => row.about.app.resourceId,
  resourceDisplayName: (row) => row.about.app.resourceDisplayName,
  conditionalAccessStatus: (row) => row.conditionalAccessStatus,
  'status/errorCode': (row) => row.code,
  ipAddress: ipAddressOf,
  correlationId: correlationIdOf,
  originalRequestId: (row) => row.originalId,
  'location/countryOrRegion': (row) => locationOf(row).countryOrRegion,
  riskLevelDuringSignIn: (row) => row.about.signInRisk,
  clientAppUsed: clientAppOf,
  userAgent: userAgentOf,
  'location/city': (row) => locationOf(row).city,
  'location/state': (row) => locationOf(row).state,
  'deviceDetail/browser': (row) => deviceOf(row)?.browser,
  'deviceDetail/operatingSystem': (row) => deviceOf(row)?.operatingSystem,
};

/** Microsoft's "signIn resource type" page, $filter notes of the v1.0 properties. */
const v1: ReadonlyArray<readonly [string, readonly string[], FieldRule['type']?]> = [
  ['createdDateTime', ['eq', 'ge', 'le'], 'date'],
  ['id', eq],
  ['appDisplayName', eqOrStart],
  ['appId', eq],
  ['userId', eq],
  ['resourceId', eq],
  ['resourceDisplayName', eq],
  ['correlationId', eq],
  ['clientAppUsed', eq],
  ['conditionalAccessStatus', eq],
  ['riskDetail', eq],
  ['riskLevelAggregated', eq],
  ['riskLevelDuringSignIn', eq],
  ['riskState', eq],
  ['userPrincipalName', eqOrStart],
  ['userDisplayName', eqOrStart],
  ['ipAddress', eqOrStart],
  ['status/errorCode', eq, 'number'],
  ['location/city', eqOrStart],
  ['location/state', eqOrStart],
  ['location/countryOrRegion', eqOrStart],
  ['deviceDetail/browser', eqOrStart],
  ['deviceDetail/operatingSystem', eqOrStart],
];

/** What beta adds. */
const beta: typeof v1 = [
  ['authenticationRequirement', eqOrStart],
  ['userAgent', eqOrStart],
  ['servicePrincipalId', eqOrStart],
  ['servicePrincipalName', eqOrStart],
  ['uniqueTokenIdentifier', eq],
  ['originalRequestId', eq],
  ['tokenIssuerName', eq],
  ['appOwnerTenantId', eq],
  ['resourceOwnerTenantId', eq],
];

function needsRecord(row: SignInRow): boolean {
  return row.override !== undefined || row.changes !== undefined;
}

/** What a tenant without Entra ID P2 has in place of its risks, and is filtered by. */
const withoutRiskLicence: Record<string, Json> = {
  riskDetail: 'hidden',
  riskLevelAggregated: 'hidden',
  riskLevelDuringSignIn: 'hidden',
  riskState: 'none',
};

interface Seen {
  readonly nowMs: number;
  readonly hasRiskLicence: boolean;
}

function reader(path: string, { nowMs, hasRiskLicence }: Seen): (row: SignInRow) => Json {
  if (!hasRiskLicence && path in withoutRiskLicence) return () => withoutRiskLicence[path];
  const read = quick[path];
  return (row) =>
    read === undefined || needsRecord(row) ? readPath(recordAt(row, nowMs), path) : read(row);
}

function collections(version: GraphVersion, seen: Seen): Map<string, Collection<SignInRow>> {
  const text = (operators: readonly string[]): FieldRule => ({ operators, type: 'string' });
  const found = new Map<string, Collection<SignInRow>>();
  const add = (path: string, item: string, operators: readonly string[]) =>
    found.set(path, {
      items: new Map([[item, text(operators)]]),
      read: (row) =>
        path.startsWith('risk') && !seen.hasRiskLicence ? [] : recordAt(row, seen.nowMs)[path],
    });
  add('riskEventTypes_v2', '', eqOrStart);
  add('appliedConditionalAccessPolicies', 'id', eq);
  if (version === 'beta') {
    add('conditionalAccessAudiences', '', eq);
    found.set('signInEventTypes', {
      items: new Map([['', text(['eq', 'ne'])]]),
      read: (row) => [row.about.kind],
    });
  }
  return found;
}

/** What `$filter` on sign-ins accepts in a version, with records as they stand at `nowMs` and as the licence shows them. */
export function signInTable(version: GraphVersion, seen: Seen): FilterTable<SignInRow> {
  const rules = version === 'beta' ? [...v1, ...beta] : v1;
  const fields = new Map<string, Field<SignInRow>>(
    rules.map(([path, operators, type]) => [
      path,
      { operators, type: type ?? 'string', read: reader(path, seen) },
    ]),
  );
  return { fields, collections: collections(version, seen), allowsNot: false };
}
