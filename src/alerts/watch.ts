import type { Digest, DigestSettings } from '../domain/digest.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Clock } from '../ports/clock.ts';
import type { CoverageLog } from '../ports/coverage.ts';
import type { Digests } from '../ports/digests.ts';
import type { DirectoryAuditLog } from '../ports/directory-audit-log.ts';
import { signInLogSource } from '../ports/lateness.ts';
import { LeaseLost, type Leases } from '../ports/lease.ts';
import type { Log } from '../ports/log.ts';
import type { Notice, Notifier } from '../ports/notifier.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { type DeliveryTally, deliver } from './deliver.ts';
import type { Enricher } from './enrich.ts';
import { fenced } from './fenced.ts';
import type { Quieting } from './hold-back.ts';
import { makeDigest } from './make-digest.ts';
import type { Mentions } from './mentions.ts';
import { createPacer } from './pacer.ts';
import { createPauses } from './pauses.ts';
import { sweepEveryMs } from './plan-sweep.ts';
import { type PollDeps, type PollResult, poll } from './poll.ts';
import type { ReplyView } from './reply-words.ts';
import type { ActiveRule } from './rule.ts';
import { type Source, sourcesOf } from './source.ts';
import { type SweepResult, sweep } from './sweep.ts';
import type { AlertLinks, AlertView } from './view.ts';

export interface WatchDeps extends Quieting {
  readonly tenantId: string;
  readonly store: {
    readonly alerts: AlertStore;
    readonly outbox: Outbox;
    readonly leases: Leases;
    readonly coverage: CoverageLog;
    readonly digests: Digests;
  };
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly notifier: Notifier;
  readonly renderAlert: (view: AlertView) => Notice;
  readonly renderReply: (reply: ReplyView) => Notice;
  readonly mentions: Mentions;
  readonly renderDigest: (digest: Digest) => Notice;
  /** The daily digest; undefined: none is sent. */
  readonly digest: DigestSettings | undefined;
  readonly links: AlertLinks;
  /** What cards say around their cases. */
  readonly enricher: Omit<Enricher, 'known'>;
  readonly rules: readonly ActiveRule[];
  /** True for accounts in BREAK_GLASS; absent: there are none. */
  readonly isEmergency?: BreakGlass['has'] | undefined;
  /** How much of a long read is held before it is stored; absent: as the source has it. */
  readonly mostObserved?: number | undefined;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly pollMs: number;
  readonly settleMs: number;
  readonly overlapMs: number;
  /** How late a record may come and still be found. */
  readonly sweepMs: number;
  /** Default: one minute. */
  readonly sendTimeoutMs?: number;
}

/** How the reading of one source stands. */
export interface SourceHealth {
  readonly name: string;
  /** As sentences name what is in it. */
  readonly records: string;
  /** As `WatchHealth.lagSeconds`. */
  readonly lagSeconds?: number;
  /** Why it is not read, and since when; absent while it is. */
  readonly failing?: { readonly since: Date; readonly sentence: string };
}

/** How the watch stands. */
export interface WatchHealth {
  /** When this process last had a turn of all sources, whether they failed or not, or found another replica at it. */
  readonly lastPollAt?: Date;
  /** The sentence of the last poll's failure, or of the first source that fails; absent after a success. */
  readonly lastPollError?: string;
  /** How long ago the span ends in which sign-ins were read without gaps; absent before the first read. */
  readonly lagSeconds?: number;
  readonly sources: readonly SourceHealth[];
  /** Tasks in the outbox, waiting or in flight. */
  readonly waiting: number;
  readonly givenUp: number;
  /** How long the oldest waiting task has been due; 0 when nothing waits. */
  readonly oldestWaitingSeconds: number;
}

/** The tasks of the watch, each for a loop of its own, and how it stands. */
export interface Watch {
  /**
   * One poll, or `another replica polls`. A source that fails is told by `health`; rejects with an `AppError` when
   * the store fails. What was read before stays.
   */
  pollOnce(signal: AbortSignal): Promise<PollResult | 'another replica polls'>;
  /** Takes the late sweep as far as it goes now, if it is due. Rejects as `pollOnce` does. */
  sweepOnce(signal: AbortSignal): Promise<SweepResult | 'another replica sweeps'>;
  deliverOnce(signal: AbortSignal): Promise<DeliveryTally>;
  health(): Promise<WatchHealth>;
  /** Lets another replica poll at once; call it at the end. */
  release(): Promise<void>;
}

const usualSendTimeoutMs = 60_000;
const shortestLeaseMs = 90_000;
/** Who sends to a conversation knows how much it got within the last half minute. */
const serveMs = 31_000;

const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));

/** What a job gives, or that word when its lease went to another while this process stood still. */
async function unlessLost<T, W extends string>(word: W, job: Promise<T>): Promise<T | W> {
  try {
    return await job;
  } catch (thrown) {
    if (thrown instanceof LeaseLost) return word;
    throw thrown;
  }
}

export function createWatch(deps: WatchDeps): Watch {
  const { tenantId, clock, store } = deps;
  const { alerts, outbox, leases } = store;
  const holder = deps.newId();
  const lease = { tenantId, job: 'poll', holder };
  const sweepLease = { tenantId, job: 'sweep', holder };
  const leaseMs = Math.max(shortestLeaseMs, 2.5 * deps.pollMs);
  const sendTimeoutMs = deps.sendTimeoutMs ?? usualSendTimeoutMs;
  const pacer = createPacer(clock);
  const pauses = { poll: createPauses(deps.pollMs), sweep: createPauses(deps.pollMs) };
  let last: { at?: Date; error?: string } = {};
  let polling: Promise<unknown> = Promise.resolve();
  let nothingToSweepUntil = new Date(0);

  /** The digest is about what was read, and says what was not. */
  async function pollAndLookBack(
    parts: PollDeps,
    signal: AbortSignal,
    mayGoOn: () => Promise<boolean>,
  ): Promise<PollResult> {
    try {
      return await poll(parts, signal, mayGoOn);
    } finally {
      const { coverage, digests } = store;
      await makeDigest({ ...deps, store: parts.store, coverage, digests });
    }
  }

  const holdLease = () => leases.acquire(lease, clock.now(), leaseMs);

  const served = new Set<string>();

  async function mayServe(conversationId: string): Promise<boolean> {
    const job = `deliver ${conversationId}`;
    const token = await leases.acquire({ tenantId, job, holder }, clock.now(), serveMs);
    if (token === undefined) return false;
    served.add(job);
    return true;
  }

  const holdSweepLease = () => leases.acquire(sweepLease, clock.now(), leaseMs);

  async function pollIfMine(signal: AbortSignal): Promise<PollResult | 'another replica polls'> {
    const token = await holdLease();
    if (token === undefined) return 'another replica polls';
    const store = fenced(alerts, { job: lease.job, token });
    const parts = { ...deps, store, pauses: pauses.poll };
    const mayGoOn = async () => (await holdLease()) === token;
    return unlessLost('another replica polls', pollAndLookBack(parts, signal, mayGoOn));
  }

  async function healthOf({ name, records }: Source, now: Date): Promise<SourceHealth> {
    const readTo = await alerts.lastReadTo(tenantId, name, now);
    const failing = pauses.poll.failing().get(name);
    return {
      name,
      records,
      lagSeconds: readTo === undefined ? undefined : secondsBetween(readTo, now),
      failing: failing && { since: failing.since, sentence: failing.error.message },
    };
  }

  return {
    async pollOnce(signal) {
      try {
        const running = pollIfMine(signal);
        polling = running.catch(() => undefined);
        const result = await running;
        if (result === 'another replica polls') pauses.poll.clear();
        last = { at: clock.now() };
        return result;
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown.message : 'unknown';
        last = { ...last, error };
        throw thrown;
      }
    },

    async sweepOnce(signal) {
      const leftMs = nothingToSweepUntil.getTime() - clock.now().getTime();
      // A clock that was set back must not put the sweep off for longer than its turn.
      if (leftMs > 0 && leftMs <= sweepEveryMs) return { nothingUntil: nothingToSweepUntil };
      const token = await holdSweepLease();
      if (token === undefined) return 'another replica sweeps';
      const turn = () => polling;
      const mayGoOn = async () => (await turn().then(holdSweepLease)) === token;
      const mine = fenced(alerts, { job: sweepLease.job, token });
      const parts = { ...deps, store: mine, coverage: store.coverage, pauses: pauses.sweep };
      const sweeping = sweep(parts, { signal, mayGoOn, turn });
      const result = await unlessLost('another replica sweeps', sweeping);
      if (typeof result === 'object' && 'nothingUntil' in result)
        nothingToSweepUntil = result.nothingUntil;
      return result;
    },

    deliverOnce: (signal) => deliver({ ...deps, outbox, pacer, sendTimeoutMs, mayServe }, signal),

    async health() {
      const now = clock.now();
      const sources = await Promise.all(sourcesOf(deps).map((source) => healthOf(source, now)));
      const failing = sources.flatMap((source) => source.failing ?? []);
      const { waiting, givenUp, oldestDueAt } = await outbox.backlog(tenantId);
      return {
        lastPollAt: last.at,
        lastPollError: last.error ?? failing[0]?.sentence,
        lagSeconds: sources.find(({ name }) => name === signInLogSource)?.lagSeconds,
        sources,
        waiting,
        givenUp,
        oldestWaitingSeconds: oldestDueAt === undefined ? 0 : secondsBetween(oldestDueAt, now),
      };
    },

    async release() {
      await leases.release(lease);
      await leases.release(sweepLease);
      for (const job of served) await leases.release({ tenantId, job, holder });
    },
  };
}
