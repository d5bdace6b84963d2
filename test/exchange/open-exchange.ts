import type { ExchangeSettings } from '../../src/demo/tenant/exchange/exchange.ts';
import { tenantId } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { connectExchange } from '../../src/exchange/connect.ts';
import type { AuditSwitches, ExchangeAccess } from '../../src/ports/audit-switches.ts';
import { createKeptLog } from '../graph/kept-log.ts';
import { startTime, tokensOf } from '../graph/open-graph.ts';
import { createSteadyClock, type SteadyClock } from '../graph/steady-clock.ts';

export interface OpenExchange {
  readonly switches: AuditSwitches;
  readonly running: RunningTenant;
  readonly tenant: RunningTenant['tenant'];
  readonly clock: SteadyClock;
  /** The adapter with other options: another access, another root. */
  connect(options: { readonly access?: ExchangeAccess; readonly endpoint?: string }): AuditSwitches;
  close(): Promise<void>;
}

/** The adapter over a simulated Exchange, and a clock that both share. */
export async function openExchange(
  settings: Partial<ExchangeSettings> = {},
): Promise<OpenExchange> {
  const clock = createSteadyClock(startTime);
  const running = await startTenant({ signInCount: 0, now: () => clock.now() });
  running.tenant.exchange.change({ effectSeconds: 60, leavesRecords: false, ...settings });
  const { log } = createKeptLog();
  const tokens = tokensOf(running.url);
  const connect: OpenExchange['connect'] = ({ access = 'write', endpoint = running.url }) =>
    connectExchange({
      endpoint,
      tenantId,
      access,
      token: async (scope) => (await tokens.getToken(scope))?.token ?? '',
      clock,
      sleep: clock.sleep,
      random: () => 0.5,
      log,
    });
  return {
    switches: connect({}),
    running,
    tenant: running.tenant,
    clock,
    connect,
    close: () => running.close(),
  };
}
