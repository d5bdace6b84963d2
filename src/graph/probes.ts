import { entraCodeIn, readNetTrouble, wordsOf } from '../domain/net-trouble.ts';
import { recordsAt, text, textAt, textsAt } from '../domain/record.ts';
import { readClaims } from '../domain/token-claims.ts';
import { AppError } from '../errors.ts';
import {
  type GraphProbes,
  ProbeFailure,
  type Readable,
  type TokenFacts,
  type Use,
} from '../ports/probes.ts';
import type { GraphClient, GraphRequest } from './client.ts';
import { refusalOf } from './errors.ts';
import type { Gauge } from './gauge.ts';
import { askToken, type TokenSource } from './token.ts';

/** The cheapest request that each permission allows. */
const requests: Readonly<Record<Readable, Pick<GraphRequest, 'path' | 'version' | 'resource'>>> = {
  users: { path: '/users?$top=1&$select=id', resource: 'users' },
  'directory-audits': { path: '/auditLogs/directoryAudits?$top=1', resource: 'directory-audits' },
  'sign-ins': { path: '/auditLogs/signIns?$top=1', version: 'beta', resource: 'sign-ins' },
  policies: { path: '/identity/conditionalAccess/policies?$select=id', resource: 'policies' },
  'audit-searches': {
    path: '/security/auditLog/queries',
    version: 'beta',
    resource: 'audit-searches',
  },
  risk: { path: '/identityProtection/riskyUsers?$top=1', resource: 'risk' },
  roles: { path: '/roleManagement/directory/roleDefinitions?$top=1', resource: 'roles' },
  'group-members': { path: '/groups?$top=1&$select=id', resource: 'group-members' },
  names: { path: '/servicePrincipals?$top=1&$select=id', resource: 'names' },
  'sign-in-counts': {
    path: '/reports/serviceActivity/getMetricsForConditionalAccessBlockedSignIn',
    version: 'beta',
    resource: 'sign-in-counts',
  },
};

/** Not every tenant and cloud has every route. */
const absent: ReadonlySet<number> = new Set([400, 404, 501]);

/** Proxies refuse in HTML; Graph itself always says a code. */
function isFromElsewhere(thrown: unknown): boolean {
  const refusal = refusalOf(thrown);
  return refusal !== undefined && refusal.code === '' && refusal.status < 500;
}

function toFailure(thrown: unknown): ProbeFailure {
  const cause = thrown instanceof AppError ? thrown.cause : thrown;
  const refusal = refusalOf(thrown);
  if (refusal) {
    const trouble = isFromElsewhere(thrown) ? 'not-json' : 'refused';
    return new ProbeFailure(trouble, `HTTP ${refusal.status}`, { cause: thrown });
  }
  const entraCode = entraCodeIn(wordsOf(cause));
  const found = entraCode === undefined ? readNetTrouble(cause) : undefined;
  if (found) return new ProbeFailure(found.trouble, found.detail, { cause: thrown });
  const known = thrown instanceof AppError ? thrown : undefined;
  const isUnread = known?.code === 'unavailable';
  const trouble = known?.code === 'timed-out' ? 'silent' : isUnread ? 'not-json' : 'refused';
  const detail = isUnread ? 'an answer that is not JSON' : 'no reason given';
  return new ProbeFailure(trouble, detail, { entraCode, hint: known?.hint, cause: thrown });
}

/** What a new token says of itself. Fails with `ProbeFailure`. */
export async function readTokenFacts(
  credential: TokenSource,
  scope: string,
  signal: AbortSignal,
): Promise<TokenFacts> {
  try {
    const claims = readClaims(await askToken(credential, scope, signal));
    if (claims === undefined) return {};
    return {
      tenantId: text(claims.tid),
      appId: text(claims.appid) ?? text(claims.azp),
      roles: textsAt(claims, 'roles'),
    };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw toFailure(thrown);
  }
}

/** The probes of Graph but for the token, through the bot's own client: its limits are kept. */
export function createGraphProbes({
  graph,
  gauge,
}: {
  readonly graph: GraphClient;
  readonly gauge: Gauge;
}): Omit<GraphProbes, 'token'> {
  return {
    pressure: gauge.pressure,

    async organisation(signal) {
      const path = '/organization?$select=id,displayName';
      try {
        const body = await graph.ask({ path, resource: 'names', priority: 'person', signal });
        return textAt(recordsAt(body, 'value')[0] ?? {}, 'displayName');
      } catch (thrown) {
        const isTold = thrown instanceof AppError && thrown.code === 'permission-missing';
        if (isTold && !isFromElsewhere(thrown)) return undefined;
        throw toFailure(thrown);
      }
    },

    async use(what, signal): Promise<Use> {
      try {
        await graph.ask({ ...requests[what], priority: 'person', signal });
        return 'granted';
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        if (thrown.code === 'permission-missing') return 'refused';
        if (thrown.code === 'licence-missing') return 'no-licence';
        if (absent.has(refusalOf(thrown)?.status ?? 0)) return 'not-served';
        throw thrown;
      }
    },

    async plans(signal) {
      const path = '/subscribedSkus?$select=capabilityStatus,servicePlans';
      try {
        const body = await graph.ask({ path, resource: 'names', priority: 'person', signal });
        const owned = recordsAt(body, 'value').filter(
          (sku) => sku.capabilityStatus === 'Enabled' || sku.capabilityStatus === 'Warning',
        );
        const plans = owned.flatMap((sku) => recordsAt(sku, 'servicePlans'));
        return new Set(plans.flatMap((plan) => text(plan.servicePlanName) ?? []));
      } catch (thrown) {
        const status = refusalOf(thrown)?.status ?? 0;
        if (status === 403 || absent.has(status)) return undefined;
        throw thrown;
      }
    },
  };
}
