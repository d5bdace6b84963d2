import { randomUUID } from 'node:crypto';
import { createAuditing } from './auditing/desk.ts';
import { createEvidence } from './auditing/evidence.ts';
import { type AuditRunner, createAuditRunner } from './auditing/runner.ts';
import type { Config } from './config.ts';
import type { TokenSource } from './graph/token.ts';
import { openExchange } from './open-exchange.ts';
import type { Metrics } from './ops/metrics.ts';
import type { AuditSearch } from './ports/audit-search.ts';
import type { AuditFollower } from './ports/audit-work.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Notice, Notifier } from './ports/notifier.ts';
import { mostSubmissions } from './searches/pace.ts';
import type { Store } from './store/open-store.ts';

interface Parts {
  readonly config: Pick<Config, 'exchange' | 'graph' | 'tenantId'>;
  /** Gives tokens for Exchange too, by their scope. */
  readonly credential: TokenSource;
  readonly search: AuditSearch;
  readonly store: Store;
  readonly metrics: Pick<Metrics, 'graphRequest'>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Showing {
  readonly notifier: Notifier;
  readonly draw: (follower: AuditFollower, signal: AbortSignal) => Promise<Notice>;
}

/** Exchange's switches of auditing: what commands ask of them, and the work that goes on by itself. */
export function createAuditParts({
  config,
  credential,
  search,
  store,
  metrics,
  clock,
  log,
}: Parts) {
  const { tenantId } = config;
  const random = Math.random;
  const onRequest = metrics.graphRequest;
  const switches = openExchange({ config, credential, clock, log, onRequest });
  const { auditScans: scans, auditChanges: changes, auditFollowers: followers } = store;
  const auditing = createAuditing({
    tenantId,
    switches,
    evidence: createEvidence({
      tenantId,
      jobs: store.searches,
      search,
      clock,
      submissionsADay: mostSubmissions,
    }),
    scans,
    changes,
    followers,
    clock,
    newId: randomUUID,
    log,
  });
  const common = { tenantId, clock, random, log };
  return {
    auditing,
    switches,
    run: (showing: Showing): AuditRunner =>
      createAuditRunner({
        tenantId,
        scanning: { ...common, scans, switches },
        changing: { ...common, changes, switches },
        following: { ...common, scans, changes, followers, ...showing },
        leases: store.leases,
        newId: randomUUID,
        clock,
      }),
  };
}
