import { createDayTally, type RehearsalDay } from '../../domain/rehearsal-day.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import { toAppError } from '../../errors.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CoverageLog } from '../../ports/coverage.ts';
import { reportOnlySource } from '../../ports/lateness.ts';
import { LeaseLost, type Leases } from '../../ports/lease.ts';
import type { Policies } from '../../ports/policies.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import { fenced } from '../fenced.ts';
import type { Quieting } from '../hold-back.ts';
import { fileFindings } from '../pipeline.ts';
import { sliced } from '../plan-reads.ts';
import { quietUntilOf } from '../quiet-until.ts';
import { halves } from '../read-slices.ts';
import { routingOf } from '../routing.ts';
import { type ActiveRule, type RehearsalRule, rehearsalRulesOf } from '../rule.ts';
import { judgeDay } from './file-day.ts';

export interface RehearsalWatchDeps extends Quieting {
  readonly tenantId: string;
  readonly store: {
    readonly alerts: AlertStore;
    readonly coverage: CoverageLog;
    readonly leases: Leases;
  };
  readonly signIns: SignInLog;
  readonly policies: Policies;
  /** Asked at each look. */
  readonly rules: () => readonly ActiveRule[];
  /** When this process began. */
  readonly startedAt: Date;
  readonly clock: Clock;
  readonly newId: () => string;
}

type Looked = 'counted' | 'nothing is due' | 'another replica looks' | 'no rule';

/** Counts once a day what each report-only policy would have done, and files what is worth telling. */
export interface RehearsalWatch {
  /** Counts the last day, if that is due. Rejects with an `AppError`; the day is tried again later. */
  lookOnce(signal: AbortSignal): Promise<Looked>;
  /** Lets another replica look at once; call it at the end. */
  release(): Promise<void>;
}

const source = reportOnlySource;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Most records have come by then. */
const settleMs = 3 * 60 * minuteMs;
const retryMs = 15 * minuteMs;
/** Whoever starts has better to do than to read a whole day. */
const restMs = 10 * minuteMs;
/** Longer than one request with its tries takes; renewed with each page. */
const leaseMs = 4 * minuteMs;
const pageSize = 1000;
const countedAtMost = 8;

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** The last day (UTC) that is over and has settled. */
function lastDay(now: Date): TimeWindow {
  const to = Math.floor((now.getTime() - settleMs) / dayMs) * dayMs;
  return { from: new Date(to - dayMs), to: new Date(to) };
}

interface Counted {
  readonly days: readonly RehearsalDay[];
  readonly pages: number;
  readonly rows: number;
}

export function createRehearsalWatch(deps: RehearsalWatchDeps): RehearsalWatch {
  const { tenantId, clock, newId, signIns } = deps;
  const { leases, coverage } = deps.store;
  const lease = { tenantId, job: 'report-only', holder: newId() };
  const hold = () => leases.acquire(lease, clock.now(), leaseMs);

  /** Policies that rehearse now; where Graph does not tell them, the records do. */
  async function rehearsing(signal: AbortSignal) {
    const all = await deps.policies.all(signal).catch(() => undefined);
    return all?.filter(({ state }) => state === 'enabledForReportingButNotEnforced');
  }

  async function read(
    day: TimeWindow,
    keep: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Counted> {
    const policies = await rehearsing(signal);
    const tally = createDayTally();
    let [pages, rows] = [0, 0];
    const take = async (slice: TimeWindow) => {
      const found = signIns.pages(
        { window: slice, types: ['interactiveUser', 'nonInteractiveUser'] },
        { priority: 'poll', pageSize, signal },
      );
      let [ownPages, ownRows] = [0, 0];
      for await (const page of found) {
        await keep();
        ownPages += 1;
        ownRows += page.rows.length;
        for (const row of page.rows) if (row.at < day.to) tally.add(row);
      }
      pages += ownPages;
      rows += ownRows;
    };
    const ahead = policies?.length === 0 ? [] : sliced(day);
    for (let slice = ahead.shift(); slice !== undefined; slice = ahead.shift()) {
      const whole = slice;
      await take(whole).catch((thrown: unknown) => {
        const parts = halves(whole, thrown);
        if (parts.length === 0) throw thrown;
        ahead.unshift(...parts);
      });
    }
    const ids = policies && new Set(policies.map(({ id }) => id));
    const days = tally.rows(dayOf(day.from), policies ?? []);
    return { days: days.filter(({ policyId }) => ids?.has(policyId) ?? true), pages, rows };
  }

  async function file(
    day: TimeWindow,
    { days, pages, rows }: Counted,
    rules: readonly ActiveRule<RehearsalRule>[],
    alerts: AlertStore,
  ): Promise<void> {
    const earlier = await alerts.ledger(tenantId, source, countedAtMost);
    const readAt = clock.now();
    const told = {
      day: dayOf(day.from),
      countedDays: [...new Set(earlier.map(({ from }) => dayOf(from)))],
      seenAt: readAt,
    };
    await alerts.write(tenantId, async (writer) => {
      const findings = await judgeDay(writer, days, rules, told);
      await writer.saveRehearsalDays(days);
      const quieting = { ...deps, gathered: new Map<string, never>() };
      await fileFindings(writer, findings, readAt, {
        ...quieting,
        quietUntil: quietUntilOf(rules),
        routingOf: routingOf(rules),
      });
      await writer.appendLedger({
        source,
        ...day,
        readAt,
        pages,
        rows,
        newRows: days.length,
        worstLatenessMs: 0,
      });
    });
  }

  /** What failed is noted, and tried again after a while. */
  async function noteFailure(day: TimeWindow, thrown: unknown, alerts: AlertStore): Promise<void> {
    const { code, message, hint } = toAppError(thrown);
    if (code === 'store-failed') return;
    const reason = hint === undefined ? message : `${message} ${hint}`;
    const failed = { source, task: 'poll' as const, window: day, at: clock.now(), code, reason };
    await alerts.write(tenantId, (writer) => writer.noteFailedRead(failed));
  }

  async function isDue({ to }: TimeWindow, now: Date): Promise<boolean> {
    if (now.getTime() - deps.startedAt.getTime() < restMs) return false;
    const notAfter = to > now ? to : now;
    const readTo = await deps.store.alerts.lastReadTo(tenantId, source, notAfter);
    if (readTo !== undefined && readTo >= to) return false;
    const [failure] = await coverage.failures(tenantId, source, new Date(now.getTime() - retryMs));
    return failure === undefined || failure.endedAt !== undefined;
  }

  return {
    async lookOnce(signal) {
      const rules = rehearsalRulesOf(deps.rules());
      if (rules.length === 0) return 'no rule';
      const now = clock.now();
      const day = lastDay(now);
      if (!(await isDue(day, now))) return 'nothing is due';
      const token = await hold();
      if (token === undefined) return 'another replica looks';
      const alerts = fenced(deps.store.alerts, { job: lease.job, token });
      try {
        const keep = async () => {
          if ((await hold()) !== token) throw new LeaseLost('another replica counts');
        };
        await file(day, await read(day, keep, signal), rules, alerts);
        return 'counted';
      } catch (thrown) {
        if (thrown instanceof LeaseLost) return 'another replica looks';
        if (!signal.aborted) await noteFailure(day, thrown, alerts);
        throw thrown;
      }
    },

    release: () => leases.release(lease),
  };
}
