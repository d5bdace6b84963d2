import type { Config } from './config.ts';
import { connectExchange } from './exchange/connect.ts';
import { askToken, type TokenSource } from './graph/token.ts';
import type { Metrics } from './ops/metrics.ts';
import { sleep } from './ops/sleep.ts';
import type { AuditSwitches } from './ports/audit-switches.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';

interface Parts {
  readonly config: Pick<Config, 'exchange' | 'graph'>;
  /** Gives tokens for Exchange too, by their scope. */
  readonly credential: TokenSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRequest?: Metrics['graphRequest'];
}

/** Exchange's switches of auditing, as the settings let them be read or set. */
export function openExchange({ config, credential, ...rest }: Parts): AuditSwitches {
  return connectExchange({
    ...config.exchange,
    ...rest,
    tenantId: config.graph.tenantId,
    token: (scope, signal) => askToken(credential, scope, signal),
    sleep,
    random: Math.random,
  });
}
