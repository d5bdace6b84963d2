import type { Watch } from './alerts/watch.ts';
import type { Config } from './config.ts';
import { toAppError } from './errors.ts';
import type { Graph } from './graph/connect.ts';
import type { Clock } from './ports/clock.ts';
import type { SelfWatch } from './self-check.ts';
import type { Store } from './store/open-store.ts';

/** A poll is late when it missed so many of its turns. */
const missedPolls = 5;
const shortestStaleMs = 120_000;

/** What readiness is read from. */
export interface Readiness {
  readonly config: { readonly alerts: Pick<Config['alerts'], 'pollSeconds'> };
  readonly store: Pick<Store, 'ping'>;
  readonly graph: Pick<Graph, 'probe'>;
  readonly watch: Pick<Watch, 'health'>;
  readonly selfWatch: Pick<SelfWatch, 'standing'>;
  readonly clock: Clock;
  readonly startedAt: Date;
}

/** Whether the bot can do its work. */
export interface Standing {
  readonly ok: boolean;
  /** Why not. */
  readonly reasons: string[];
  /** What is wrong and does not keep the bot from its work. */
  readonly troubles: string[];
}

function standing(reasons: readonly string[], troubles: readonly string[] = []): Standing {
  const said = reasons.filter((reason) => reason !== '');
  return { ok: said.length === 0, reasons: said, troubles: [...troubles] };
}

/** Store open, credentials usable, poll not stale, no trouble that stops the watch; each that is not gives its reason. */
export async function readStanding(parts: Readiness): Promise<Standing> {
  const { config, store, graph, watch, selfWatch, clock, startedAt } = parts;
  const failed = (what: string) => (thrown: unknown) => `${what}: ${toAppError(thrown).message}`;
  const [storeReason, graphReason] = await Promise.all([
    store.ping().then(() => '', failed('store')),
    graph.probe().then(() => '', failed('credentials')),
  ]);
  if (storeReason !== '') return standing([storeReason, graphReason]);
  const { lastPollAt, lastPollError, sources } = await watch.health();
  const staleMs = Math.max(shortestStaleMs, missedPolls * config.alerts.pollSeconds * 1000);
  const lastAt = lastPollAt ?? startedAt;
  const now = clock.now().getTime();
  const isStale = now - lastAt.getTime() > staleMs;
  const pollReason = isStale
    ? `poll: none since ${lastAt.toISOString()}. ${lastPollError ?? ''}`.trim()
    : '';
  const unread = sources.flatMap(({ records, failing }) =>
    failing !== undefined && now - failing.since.getTime() > staleMs
      ? `poll: no ${records} since ${failing.since.toISOString()}. ${failing.sentence}`
      : [],
  );
  const { stopping, others } = await selfWatch.standing();
  return standing([graphReason, pollReason, ...unread, ...stopping], others);
}
