import { createAuditing } from '../../../src/auditing/desk.ts';
import { createEvidence } from '../../../src/auditing/evidence.ts';
import { createAuditRunner } from '../../../src/auditing/runner.ts';
import type { Render } from '../../../src/cards/render.ts';
import type { ExchangeSettings } from '../../../src/demo/tenant/exchange/exchange.ts';
import { tenantId } from '../../../src/demo/tenant/identities.ts';
import type { Level } from '../../../src/domain/access.ts';
import type { AuditChange } from '../../../src/domain/auditing/audit-change.ts';
import { connectGraph } from '../../../src/graph/connect.ts';
import type { AuditSwitches, ExchangeAccess } from '../../../src/ports/audit-switches.ts';
import type { AuditFollower } from '../../../src/ports/audit-work.ts';
import type { CardPlace } from '../../../src/ports/chat.ts';
import { DeliveryError } from '../../../src/ports/notifier.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openExchange } from '../../exchange/open-exchange.ts';
import { createKeptLog } from '../../graph/kept-log.ts';
import { tokensOf } from '../../graph/open-graph.ts';
import { channel, createWorld } from '../world.ts';

export interface AuditingGiven extends Partial<ExchangeSettings> {
  readonly access?: ExchangeAccess;
  readonly level?: Level;
  readonly render?: Render;
}

/** The commands over the real adapter, a simulated Exchange and a real store, with a clock that all share. */
export async function openAuditing({
  access = 'write',
  level = 'admin',
  render,
  ...settings
}: AuditingGiven = {}) {
  const exchange = await openExchange(settings);
  const { clock, running, tenant } = exchange;
  const { log } = createKeptLog();
  const store = await openStore('sqlite::memory:', { log });
  const adapter = exchange.connect({ access });
  const applied: AuditChange[] = [];
  const switches: AuditSwitches = {
    ...adapter,
    apply(change, options) {
      applied.push(change);
      return adapter.apply(change, options);
    },
  };
  const graph = connectGraph({
    endpoint: running.url,
    credential: tokensOf(running.url),
    clock,
    sleep: clock.sleep,
    random: () => 0.5,
    log,
  });
  const { auditScans: scans, auditChanges: changes, auditFollowers: followers } = store;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const auditing = createAuditing({
    tenantId,
    switches,
    evidence: createEvidence({
      tenantId,
      jobs: store.searches,
      search: graph.auditSearch,
      clock,
      submissionsADay: 200,
    }),
    scans,
    changes,
    followers,
    clock,
    newId,
    log,
  });
  const drawn: AuditFollower[] = [];
  const sends: { fail?: DeliveryError } = {};
  const common = { tenantId, clock, random: () => 0.5, log };
  const runnerOf = () =>
    createAuditRunner({
      tenantId,
      scanning: { ...common, scans, switches },
      changing: { ...common, changes, switches },
      following: {
        ...common,
        scans,
        changes,
        followers,
        notifier: {
          update: async () => {
            if (sends.fail) throw sends.fail;
          },
          post: async () => ({ activityId: 'posted anew' }),
        },
        draw: async (follower) => {
          drawn.push(follower);
          return { card: { type: 'AdaptiveCard' }, text: '' };
        },
      },
      leases: store.leases,
      newId,
      clock,
    });
  const runner = runnerOf();
  const world = createWorld({
    level,
    ...(render && { parts: { render } }),
    deps: {
      clock,
      auditing,
      tenantFacts: graph.tenantFacts,
      directory: graph.directory,
      tenantId,
    },
  });
  const { signal } = new AbortController();
  const place: CardPlace = { conversation: channel, activityId: 'card-1' };
  return {
    ...world,
    clock,
    tenant,
    running,
    auditing,
    store,
    runner,
    runnerOf,
    place,
    /** Changes that Exchange was asked to make. */
    applied,
    /** Followers whose cards were drawn, in order. */
    drawn,
    sends,
    signal,
    scan: () => runner.scan(signal),
    change: () => runner.change(signal),
    show: () => runner.show(signal),
    /** Lets time go by, taking what steps are due every so many seconds. */
    async pass(seconds: number, everySeconds = 10) {
      for (let passed = 0; passed < seconds; passed += everySeconds) {
        clock.advance(everySeconds * 1000);
        await runner.scan(signal);
        await runner.change(signal);
        await runner.show(signal);
      }
    },
    async close() {
      await store.close();
      await exchange.close();
    },
  };
}

export type AuditingWorld = Awaited<ReturnType<typeof openAuditing>>;
export { DeliveryError };
