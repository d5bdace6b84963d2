import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import type { Policies } from '../ports/policies.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { createBudget, type Sleep } from './budget.ts';
import { createGraphClient } from './client.ts';
import { type TokenSource, toCredentialError } from './credential.ts';
import { createDirectory } from './directory.ts';
import type { GraphResource } from './errors.ts';
import { createPolicies } from './policies.ts';
import { createSignInLog } from './sign-ins.ts';

export interface GraphOptions {
  /** Root without version. */
  readonly endpoint: string;
  readonly credential: TokenSource;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly log: Log;
  readonly fetch?: typeof globalThis.fetch;
  readonly onRequest?: (resource: string, status: number | string, seconds: number) => void;
}

/** Microsoft Graph behind the ports. */
export interface Graph {
  readonly signIns: SignInLog;
  readonly directory: Directory;
  readonly policies: Policies;
  /** Resolves when the credentials give a token; else throws the reason as an `AppError`. */
  probe(): Promise<void>;
}

/**
 * Microsoft's limits (learn.microsoft.com/graph/throttling-limits): audit logs 5 requests in 10 s per
 * application and tenant, conditional access 1 a second per tenant. The audit logs get 4, so that a
 * clock a little off does not meet the limit.
 */
export function connectGraph(options: GraphOptions): Graph {
  const { clock, sleep, log } = options;
  const auditLogs = createBudget({ most: 4, perMs: 10_000, clock, sleep });
  const conditionalAccess = createBudget({ most: 1, perMs: 1_100, clock, sleep });
  const budgets: Partial<Record<GraphResource, typeof auditLogs>> = {
    'sign-ins': auditLogs,
    policies: conditionalAccess,
    'named-locations': conditionalAccess,
  };
  const client = createGraphClient({ ...options, budgetOf: (resource) => budgets[resource] });
  const scope = `${new URL(options.endpoint).origin.replace(/^http:/, 'https:')}/.default`;
  return {
    signIns: createSignInLog(client, log),
    directory: createDirectory(client, clock),
    policies: createPolicies(client, clock),
    async probe() {
      try {
        await options.credential.getToken(scope);
      } catch (thrown) {
        throw toCredentialError(thrown);
      }
    },
  };
}
