import type { AuditSearch } from '../ports/audit-search.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { DirectoryAuditLog } from '../ports/directory-audit-log.ts';
import type { Groups } from '../ports/groups.ts';
import type { Log } from '../ports/log.ts';
import type { Policies } from '../ports/policies.ts';
import type { GraphProbes } from '../ports/probes.ts';
import type { Risk } from '../ports/risk.ts';
import type { Roles } from '../ports/roles.ts';
import type { ScopeMembers } from '../ports/scope-members.ts';
import type { SignInCounts } from '../ports/sign-in-counts.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import type { TenantFacts } from '../ports/tenant-facts.ts';
import type { UserProfiles } from '../ports/user-profiles.ts';
import { createAuditSearch } from './audit-search.ts';
import { type Budget, createBudget, type Sleep } from './budget.ts';
import { createGraphClient, type GraphClientOptions } from './client.ts';
import { createDirectory } from './directory.ts';
import { createDirectoryAuditLog } from './directory-audits.ts';
import { type GraphVersion, scopeOf } from './endpoint.ts';
import type { GraphResource } from './errors.ts';
import { createGauge } from './gauge.ts';
import { createGroups } from './groups.ts';
import { explainToPerson } from './person-errors.ts';
import { createPolicies } from './policies.ts';
import { createGraphProbes } from './probes.ts';
import { remember } from './remember.ts';
import { createRisk } from './risk.ts';
import { createRoles } from './roles.ts';
import { createScopeMembers } from './scope-members.ts';
import { createSignInCounts } from './sign-in-counts.ts';
import { createSignInLog } from './sign-ins.ts';
import { createTenantFacts } from './tenant-facts.ts';
import { askToken, type TokenSource } from './token.ts';
import { createUserProfiles } from './user-profile.ts';

export interface GraphOptions
  extends Pick<GraphClientOptions, 'fetch' | 'onRequest' | 'timeoutMs' | 'explain'> {
  /** Root without version. */
  readonly endpoint: string;
  readonly credential: TokenSource;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
  /** Default: the public cloud's, or that of the Microsoft host in `endpoint`. */
  readonly scope?: string;
  /** Requests for audit logs in 10 seconds. Default 4, one below Microsoft's limit: clocks differ a little. */
  readonly logRequestsIn10Seconds?: number;
  /** Default beta. */
  readonly auditSearchVersion?: GraphVersion;
}

/** Microsoft counts by application and tenant, whoever the application asks for. */
type Budgets = Partial<Record<GraphResource, Budget>>;

/** Microsoft Graph behind the ports. */
export interface Graph {
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly profiles: UserProfiles;
  readonly risk: Risk;
  readonly roles: Roles;
  readonly groups: Groups;
  readonly scopeMembers: ScopeMembers;
  readonly auditSearch: AuditSearch;
  readonly signInCounts: SignInCounts;
  readonly probes: Omit<GraphProbes, 'token'>;
  /**
   * The same tenant, asked with the token of one person and within the same limits. What it remembers is hers alone,
   * and what is refused is explained to her.
   */
  asPerson(credential: TokenSource): Graph;
  readonly tenantFacts: TenantFacts;
  /** Resolves when the credentials give a token, asked at most twice a minute; else throws the reason as an `AppError`. */
  probe(): Promise<void>;
}

const probeTtlMs = 30_000;

/**
 * Microsoft's limits (learn.microsoft.com/graph/throttling-limits): audit logs 5 requests in 10 s per
 * application and tenant, conditional access 1 a second per tenant for all applications together.
 */
function createBudgets(options: GraphOptions): Budgets {
  const { clock, sleep, logRequestsIn10Seconds = 4 } = options;
  const conditionalAccess = createBudget({ most: 1, perMs: 1_100, clock, sleep });
  const logs = createBudget({ most: logRequestsIn10Seconds, perMs: 10_000, clock, sleep });
  return {
    'sign-ins': logs,
    'directory-audits': logs,
    'sign-in-counts': logs,
    policies: conditionalAccess,
    'named-locations': conditionalAccess,
    risk: conditionalAccess,
  };
}

/** Puts Graph together: one client, its budgets, and an adapter for each port. */
export function connectGraph(options: GraphOptions): Graph {
  return connectWithin(createBudgets(options), options);
}

function connectWithin(budgets: Budgets, options: GraphOptions): Graph {
  const { clock, log, credential, scope = scopeOf(options.endpoint) } = options;
  const gauge = createGauge(clock, options.fetch);
  const graph = createGraphClient({
    ...options,
    fetch: gauge.fetch,
    budgetOf: (resource) => budgets[resource],
  });
  const usable = remember(
    async () => {
      await askToken(credential, scope);
      return true;
    },
    { clock, ttlMs: probeTtlMs, most: 1 },
  );
  const groups = createGroups({ graph });
  return {
    signIns: createSignInLog({ graph, log, clock }),
    audits: createDirectoryAuditLog({ graph, log, clock }),
    directory: createDirectory({ graph, clock, log }),
    policies: createPolicies({ graph, clock }),
    profiles: createUserProfiles({ graph }),
    risk: createRisk({ graph }),
    roles: createRoles({ graph }),
    groups,
    scopeMembers: createScopeMembers({ graph, groups }),
    signInCounts: createSignInCounts({ graph }),
    probes: createGraphProbes({ graph, gauge }),
    tenantFacts: createTenantFacts({ graph }),
    auditSearch: createAuditSearch({
      graph,
      log,
      version: options.auditSearchVersion ?? 'beta',
    }),
    asPerson: (credential) =>
      connectWithin(budgets, { ...options, credential, explain: explainToPerson }),
    async probe() {
      await usable.get('token');
    },
  };
}
