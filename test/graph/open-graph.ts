import { client, tenantId } from '../../src/demo/tenant/identities.ts';
import { isJsonObject } from '../../src/demo/tenant/json.ts';
import {
  type RunningTenant,
  startTenant,
  type TenantOptions,
} from '../../src/demo/tenant/server.ts';
import { connectGraph, type Graph, type GraphOptions } from '../../src/graph/connect.ts';
import type { TokenSource } from '../../src/graph/token.ts';
import { createKeptLog } from './kept-log.ts';
import { createSteadyClock, type SteadyClock } from './steady-clock.ts';

export const startTime = new Date('2026-11-22T20:00:00.000Z');

/** Asks the tenant's login service by itself, for @azure/identity speaks https only. */
export function tokensOf(url: string): TokenSource {
  return {
    async getToken(scope) {
      const answer = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: client.id,
          client_secret: client.secret,
          scope,
        }),
      });
      const body: unknown = await answer.json();
      return { token: String(isJsonObject(body) && body.access_token), expiresOnTimestamp: 0 };
    },
  };
}

/** The adapters over a simulated tenant with limits, and a clock that both share. */
export interface OpenGraph {
  readonly graph: Graph;
  readonly running: RunningTenant;
  readonly tenant: RunningTenant['tenant'];
  readonly clock: SteadyClock;
  readonly lines: ReturnType<typeof createKeptLog>['lines'];
  /** Requests so far below Graph's versions, as `METHOD path`, without the query. */
  asked(): string[];
  close(): Promise<void>;
}

export async function openGraph(
  tenantOptions: TenantOptions = {},
  graphOptions: Partial<GraphOptions> = {},
): Promise<OpenGraph> {
  const clock = createSteadyClock(startTime);
  const running = await startTenant({ signInCount: 0, now: () => clock.now(), ...tenantOptions });
  const { log, lines } = createKeptLog();
  const graph = connectGraph({
    endpoint: running.url,
    credential: tokensOf(running.url),
    clock,
    sleep: clock.sleep,
    random: () => 0.5,
    log,
    ...graphOptions,
  });
  return {
    graph,
    running,
    tenant: running.tenant,
    clock,
    lines,
    asked: () =>
      running.requests
        .filter(({ path }) => /^\/(v1\.0|beta)\//.test(path))
        .map(({ method, path }) => `${method} ${path.split('?')[0]}`),
    close: () => running.close(),
  };
}
