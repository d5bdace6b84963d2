import {
  beginSearch,
  type SearchFilter,
  type SearchJob,
  searchKey,
  theWatch,
} from '../../domain/search-job.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CoverageLog } from '../../ports/coverage.ts';
import { unifiedAuditSource } from '../../ports/lateness.ts';
import { LeaseLost, type Leases } from '../../ports/lease.ts';
import type { SearchJobs } from '../../ports/search-jobs.ts';
import { fenced } from '../fenced.ts';
import type { Quieting } from '../hold-back.ts';
import { type ActiveRule, type UnifiedRule, unifiedRulesOf } from '../rule.ts';
import { fileFailure, fileSearch } from './file-search.ts';
import { planStep, type UnifiedStanding, type UnifiedStep } from './plan-step.ts';

export interface UnifiedWatchDeps extends Quieting {
  readonly tenantId: string;
  readonly store: {
    readonly alerts: AlertStore;
    readonly coverage: CoverageLog;
    readonly searches: SearchJobs;
    readonly leases: Leases;
  };
  /** Searches of the day that are left; people share them. */
  readonly searchesLeft: () => Promise<number>;
  /** Asked at each look. */
  readonly rules: () => readonly ActiveRule[];
  readonly clock: Clock;
  readonly newId: () => string;
}

type Looked = UnifiedStep['do'] | 'another replica looks' | 'no rule';

/**
 * The watch over the unified audit log: a search every few hours, which is kept and carried out as those of people are,
 * so that a restart goes on with it.
 */
export interface UnifiedWatch {
  /** Takes the step that is due, if any. Rejects when the store fails. */
  lookOnce(signal: AbortSignal): Promise<Looked>;
  /** Lets another replica look at once; call it at the end. */
  release(): Promise<void>;
}

const hourMs = 60 * 60_000;
const leaseMs = 2 * 60_000;
/** The day's last searches are left to people. */
const leftToPeople = 10;

/** What the watch asks for, the same as long as the rules are the same: its searches are known by it. */
function filterOf(rules: readonly ActiveRule<UnifiedRule>[]): SearchFilter {
  return { operations: [...new Set(rules.flatMap(({ rule }) => rule.operations))] };
}

/** From one search to the next: what the most eager rule wants. */
function everyMsOf(rules: readonly ActiveRule<UnifiedRule>[]): number {
  const hours = rules.map(
    ({ rule, numbers = {} }) => numbers.everyHours ?? rule.numbers.everyHours.usual,
  );
  return Math.min(...hours) * hourMs;
}

/** A search of the watch, told among those of people. */
function toJob(
  tenantId: string,
  filter: SearchFilter,
  window: SearchJob['window'],
  createdAt: Date,
  newId: string,
): SearchJob {
  const hours = Math.ceil((window.to.getTime() - window.from.getTime()) / hourMs);
  const words = {
    line: 'coverage',
    title: 'Auditing switched off',
    rangeLabel: `last ${hours} hours`,
  };
  return beginSearch({ tenantId, filter, window, ...words, askedBy: theWatch, createdAt }, newId);
}

export function createUnifiedWatch(deps: UnifiedWatchDeps): UnifiedWatch {
  const { tenantId, clock, newId } = deps;
  const { coverage, searches, leases } = deps.store;
  const lease = { tenantId, job: 'unified-audit', holder: newId() };

  async function standingOf(rules: readonly ActiveRule<UnifiedRule>[]): Promise<UnifiedStanding> {
    const now = clock.now();
    const [last] = await searches.sameKey(tenantId, searchKey(filterOf(rules)));
    // A clock that was set back does not unread what was read.
    const notAfter = last === undefined || last.window.to < now ? now : last.window.to;
    const [failure] = await coverage.failures(tenantId, unifiedAuditSource, new Date(0));
    return {
      last,
      readTo: await deps.store.alerts.lastReadTo(tenantId, unifiedAuditSource, notAfter),
      notedAt: failure?.lastAt,
      everyMs: everyMsOf(rules),
    };
  }

  async function begin(
    rules: readonly ActiveRule<UnifiedRule>[],
    window: SearchJob['window'],
  ): Promise<UnifiedStep['do']> {
    if ((await deps.searchesLeft()) <= leftToPeople) return 'wait';
    const job = toJob(tenantId, filterOf(rules), window, clock.now(), newId());
    await searches.joinOrAdd(job, ({ state }) => state === 'open');
    return 'search';
  }

  async function take(
    step: UnifiedStep,
    rules: readonly ActiveRule<UnifiedRule>[],
    alerts: AlertStore,
  ): Promise<UnifiedStep['do']> {
    const filing = { ...deps, alerts, searches, rules };
    switch (step.do) {
      case 'search':
        return begin(rules, step.window);
      case 'file':
        if (await fileSearch(step.job, filing)) return 'file';
        return begin(rules, step.job.window);
      case 'note failure':
        await fileFailure(step.job, filing);
        return 'note failure';
      default:
        return 'wait';
    }
  }

  return {
    async lookOnce(signal) {
      const rules = unifiedRulesOf(deps.rules());
      if (rules.length === 0) return 'no rule';
      const token = await leases.acquire(lease, clock.now(), leaseMs);
      if (token === undefined) return 'another replica looks';
      signal.throwIfAborted();
      const alerts = fenced(deps.store.alerts, { job: lease.job, token });
      try {
        return await take(planStep(await standingOf(rules), clock.now()), rules, alerts);
      } catch (thrown) {
        if (thrown instanceof LeaseLost) return 'another replica looks';
        throw thrown;
      }
    },

    release: () => leases.release(lease),
  };
}
