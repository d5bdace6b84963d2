import type { Watch } from './alerts/watch.ts';
import type { Config } from './config.ts';
import { toAppError } from './errors.ts';
import type { Graph } from './graph/connect.ts';
import type { Clock } from './ports/clock.ts';
import type { Store } from './store/open-store.ts';

/** A poll is late when it missed so many of its turns. */
const missedPolls = 5;
const shortestStaleMs = 120_000;

/** What readiness is read from. */
export interface Readiness {
  readonly config: Config;
  readonly store: Store;
  readonly graph: Graph;
  readonly watch: Watch;
  readonly clock: Clock;
  readonly startedAt: Date;
}

/** Store open, credentials usable, poll not stale; each that is not gives its reason. */
export async function readReasons(parts: Readiness): Promise<string[]> {
  const { config, store, graph, watch, clock, startedAt } = parts;
  const failed = (what: string) => (thrown: unknown) => `${what}: ${toAppError(thrown).message}`;
  const [storeReason, graphReason] = await Promise.all([
    store.ping().then(() => '', failed('store')),
    graph.probe().then(() => '', failed('credentials')),
  ]);
  if (storeReason !== '') return [storeReason, graphReason].filter(Boolean);
  const { lastPollAt, lastPollError } = await watch.health();
  const staleMs = Math.max(shortestStaleMs, missedPolls * config.alerts.pollSeconds * 1000);
  const lastAt = lastPollAt ?? startedAt;
  const isStale = clock.now().getTime() - lastAt.getTime() > staleMs;
  const pollReason = isStale
    ? `poll: none since ${lastAt.toISOString()}. ${lastPollError ?? ''}`
    : '';
  return [graphReason, pollReason.trim()].filter((reason) => reason !== '');
}
