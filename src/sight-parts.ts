import type { Access } from './access.ts';
import type { Config } from './config.ts';
import type { Graph } from './graph/connect.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Sights } from './ports/sights.ts';
import { createProtectedPeople } from './protected-people.ts';
import { createScopeReader } from './scope-reader.ts';
import { createSights } from './sights.ts';
import type { Store } from './store/open-store.ts';

interface Parts {
  readonly config: Config;
  readonly graph: Graph;
  readonly store: Store;
  readonly access: Access;
  readonly clock: Clock;
  readonly log: Log;
}

/** What each asker may see, by the settings, the directory and her roles. */
export function sightsOf({ config, graph, store, access, clock, log }: Parts): Sights {
  const { people, notify } = config.protectedPeople;
  return createSights({
    tenantId: config.tenantId,
    access,
    readScope: createScopeReader({ members: graph.scopeMembers, clock }),
    people: createProtectedPeople({ ...graph, entries: people, clock, log }),
    notices: store.lookNotices,
    subscriptions: store.subscriptions,
    directory: graph.directory,
    notify,
    clock,
  });
}
