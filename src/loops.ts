import type { Watch } from './alerts/watch.ts';
import type { AuditRunner } from './auditing/runner.ts';
import type { createBreakGlass } from './break-glass.ts';
import type { createExports } from './exports/create-exports.ts';
import type { Sleep } from './graph/budget.ts';
import type { LookKeeping } from './look-keeping.ts';
import { type Loop, runLoop } from './ops/loop.ts';
import type { Metrics } from './ops/metrics.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Searches } from './ports/searches.ts';
import type { RuleBook } from './rules.ts';
import type { SearchRunner } from './searches/runner.ts';
import type { createSelfWatch } from './self-check.ts';
import type { SlowWatches } from './slow-watches.ts';
import type { Store } from './store/open-store.ts';
import type { LookTeller } from './tell-looks.ts';

const deliverEveryMs = 1_000;
const lookForRulesEveryMs = 5_000;
const selfCheckEveryMs = 60_000;
/** How often is looked whether a sweep is due. */
const lookForSweepEveryMs = 15_000;
const searchEveryMs = 1_000;
/** How often is looked whether a search of the watch is due, or has ended. */
const lookAtUnifiedEveryMs = 5_000;
/** How often is looked whether a day is to be counted. */
const lookAtDaysEveryMs = 60_000;
/** How soon somebody hears that a protected person was looked at. */
const tellLooksEveryMs = 2_000;
/** How often is looked whether mailboxes are to be read, auditing to be changed, or cards of either to be drawn. */
const auditEveryMs = 1_000;
const forgetEveryMs = 6 * 60 * 60_000;
const forgetExportsEveryMs = 60_000;
const tellHeadEveryMs = 60 * 60_000;
const rememberMs = 35 * 24 * 60 * 60_000;

/** What goes on by itself, and what it tells of it. */
export interface LoopParts {
  readonly tenantId: string;
  readonly pollMs: number;
  readonly watch: Watch;
  readonly slowWatches: SlowWatches;
  readonly rules: Pick<RuleBook, 'look'>;
  readonly selfWatch: Pick<ReturnType<typeof createSelfWatch>, 'look'>;
  readonly breakGlass: Pick<ReturnType<typeof createBreakGlass>, 'refresh'>;
  readonly searching: SearchRunner;
  readonly audits: AuditRunner;
  readonly searches: Searches;
  readonly exports: Pick<ReturnType<typeof createExports>, 'forget'>;
  readonly looks: LookKeeping;
  readonly lookTeller: Pick<LookTeller, 'tellOnce' | 'forget'>;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly sleep: Sleep;
  /** 0..1 */
  readonly random: () => number;
}

/** Starts everything that goes on without being asked: poll, sweep, deliver, searches, forgetting. */
export function startLoops(parts: LoopParts): readonly Loop[] {
  const { tenantId, watch, searching, searches, store, metrics, log, sleep, random } = parts;

  const loop = (name: string, everyMs: number, task: (signal: AbortSignal) => Promise<unknown>) =>
    runLoop({
      name,
      everyMs,
      jitter: 0.1,
      task: async (signal) => {
        await task(signal);
      },
      onError: (err, failuresInRow) => log.warn({ err, failuresInRow }, `${name} failed`),
      sleep,
      random,
    });

  async function poll(signal: AbortSignal): Promise<void> {
    await parts.breakGlass.refresh(signal);
    await watch.pollOnce(signal);
    const { sources, waiting } = await watch.health();
    for (const { name, lagSeconds } of sources) {
      if (lagSeconds !== undefined) metrics.pollLag(name, lagSeconds);
    }
    metrics.outboxBacklog(waiting);
  }

  async function search(signal: AbortSignal): Promise<void> {
    await searching.runSearches(signal);
    const { used } = await searches.budget();
    metrics.searches((await store.searches.open(tenantId)).length, used);
  }

  async function deliver(signal: AbortSignal): Promise<void> {
    const tally = await watch.deliverOnce(signal);
    for (const [result, times] of Object.entries(tally)) {
      for (let time = 0; time < times; time += 1) metrics.delivery(result);
    }
  }

  async function forget(): Promise<void> {
    const moment = new Date(parts.clock.now().getTime() - rememberMs);
    await store.alerts.forgetBefore(tenantId, moment);
    await searching.forget();
    await store.memory.forgetBefore(tenantId, moment);
    await store.troubles.forgetBefore(tenantId, moment);
    await parts.looks.forget();
    await parts.lookTeller.forget();
  }

  return [
    loop('poll', parts.pollMs, poll),
    loop('sweep', lookForSweepEveryMs, (signal) => watch.sweepOnce(signal)),
    loop('unified audit log', lookAtUnifiedEveryMs, parts.slowWatches.unified.lookOnce),
    loop('report-only days', lookAtDaysEveryMs, parts.slowWatches.rehearsals.lookOnce),
    loop('rules file', lookForRulesEveryMs, parts.rules.look),
    loop('self-check', selfCheckEveryMs, parts.selfWatch.look),
    loop('deliver', deliverEveryMs, deliver),
    loop('looks at protected people', tellLooksEveryMs, parts.lookTeller.tellOnce),
    loop('searches', searchEveryMs, search),
    loop('search cards', searchEveryMs, searching.showSearches),
    loop('audit scan', auditEveryMs, parts.audits.scan),
    loop('audit changes', auditEveryMs, parts.audits.change),
    loop('audit cards', auditEveryMs, parts.audits.show),
    loop('forget exports', forgetExportsEveryMs, () => parts.exports.forget()),
    loop('forget', forgetEveryMs, forget),
    loop('head of the record of looks', tellHeadEveryMs, parts.looks.tellHead),
  ];
}
