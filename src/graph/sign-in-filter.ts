import { isIP } from 'node:net';
import { errorCodes } from '../domain/error-codes.ts';
import type { Outcome } from '../domain/verdict.ts';
import type { SignInQuery } from '../ports/sign-in-log.ts';
import type { GraphVersion } from './endpoint.ts';
import {
  all,
  anyOf,
  beginsWith,
  type Clause,
  either,
  equals,
  holdsId,
  notAfter,
  notBefore,
} from './odata.ts';

/** Codes that block without a policy: security defaults and risk leave `conditionalAccessStatus` alone. */
const blockCodes = errorCodes
  .filter(({ kind }) => kind === 'block' || kind === 'risk-block')
  .map(({ code }) => code);

/**
 * What every row of an outcome has. `interrupted` and `failed` have nothing of the kind: an interrupt
 * counts as completed through the success beside it, which must not be left out.
 */
function outcomeClause(outcome: Outcome | undefined): Clause | undefined {
  if (outcome === 'succeeded') return equals('status/errorCode', 0);
  if (outcome !== 'blocked') return undefined;
  return either([
    equals('conditionalAccessStatus', 'failure'),
    ...blockCodes.map((code) => equals('status/errorCode', code)),
  ]);
}

/** A whole address; parts of one are looked for as a beginning. */
function ipClause(ip: string): Clause {
  return isIP(ip) === 0 ? beginsWith('ipAddress', ip) : equals('ipAddress', ip);
}

/** v1.0 has interactive sign-ins alone and refuses to be asked for types; so does beta serve unless asked. */
function typesClause(types: SignInQuery['types'], version: GraphVersion): Clause | undefined {
  const isUsual = types.length === 1 && types[0] === 'interactiveUser';
  return version === 'v1.0' || isUsual ? undefined : anyOf('signInEventTypes', types);
}

/** Any of some values of one property. */
function anyValue(field: string, values: readonly string[] | undefined): Clause | undefined {
  return values && values.length > 0
    ? either(values.map((value) => equals(field, value)))
    : undefined;
}

/** Without Entra ID P2 every level is `hidden`: asked for as well, so that “none” is told from “not shown”. */
const riskLevels = ['low', 'medium', 'high', 'hidden'];

function riskClause(): Clause {
  return either([
    ...riskLevels.map((level) => equals('riskLevelDuringSignIn', level)),
    ...riskLevels.slice(0, 3).map((level) => equals('riskLevelAggregated', level)),
    ...['atRisk', 'confirmedCompromised', 'remediated'].map((state) => equals('riskState', state)),
  ]);
}

/** Everything of the question that Graph documents as filterable, with the outcome as a hint. */
export function signInFilter(query: SignInQuery, version: GraphVersion): Clause {
  const { window, types, userId, correlationId, appName, ip } = query;
  const clauses = [
    notBefore('createdDateTime', window.from),
    notAfter('createdDateTime', window.to),
    userId === undefined ? undefined : equals('userId', userId),
    correlationId === undefined ? undefined : equals('correlationId', correlationId),
    appName === undefined ? undefined : beginsWith('appDisplayName', appName),
    ip === undefined ? undefined : ipClause(ip),
    anyValue('correlationId', query.correlationIds),
    query.country === undefined ? undefined : equals('location/countryOrRegion', query.country),
    anyValue('clientAppUsed', query.clientApps),
    query.policyId === undefined
      ? undefined
      : holdsId('appliedConditionalAccessPolicies', query.policyId),
    query.risky ? riskClause() : undefined,
    query.conditionalAccessFailed ? equals('conditionalAccessStatus', 'failure') : undefined,
    outcomeClause(query.outcome),
    typesClause(types, version),
  ];
  return all(clauses.filter((one) => one !== undefined));
}
