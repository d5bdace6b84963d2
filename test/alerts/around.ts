import { createEnricher, type EnrichDeps } from '../../src/alerts/enrich.ts';
import type { UserRisk } from '../../src/domain/user-profile.ts';
import { AppError } from '../../src/errors.ts';
import type { Networks } from '../../src/ports/networks.ts';
import type { Risk } from '../../src/ports/risk.ts';
import { tenantId } from './builders.ts';
import { never, type World } from './world.ts';

const noNetworks: Networks = { networkOf: () => undefined };

/** The risk of a user; it notes how it is asked, and fails while `fails` is set. */
export function fakeRisk(risk: UserRisk = { level: 'high', state: 'atRisk' }) {
  const asked: (string | undefined)[] = [];
  const fake: Risk & { asked: typeof asked; fails?: Error } = {
    asked,
    async ofUser(_userId, _signal, priority) {
      asked.push(priority);
      if (fake.fails) throw fake.fails;
      return risk;
    },
  };
  return fake;
}

export function enricherIn(world: World, change: Partial<EnrichDeps> = {}) {
  const { clock, log, signIns, store } = world;
  return createEnricher({
    tenantId,
    signIns,
    risk: fakeRisk(),
    networks: noNetworks,
    cases: store.cases,
    contexts: store.contexts,
    alerts: store.alerts,
    outbox: store.outbox,
    clock,
    log,
    limit: () => never,
    ...change,
  });
}

export const busy = new AppError('throttled', 'Graph is busy.', { retryable: true });
