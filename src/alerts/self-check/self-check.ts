import type { KnownTrouble } from '../../domain/trouble.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { CoverageLog, WatchedSource } from '../../ports/coverage.ts';
import { signInLogSource } from '../../ports/lateness.ts';
import type { Leases } from '../../ports/lease.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { OwnChats } from '../../ports/own-chats.ts';
import type { Subscriptions } from '../../ports/subscriptions.ts';
import type { Mentions } from '../mentions.ts';
import type { RuleSet } from '../rules-file.ts';
import { findTroubles, type SelfFacts, type SourceFacts } from './find-troubles.ts';
import { followTroubles, sameAgainMs } from './follow-troubles.ts';
import { type TellDeps, tellTroubles } from './tell-troubles.ts';
import { findUnreached } from './unreached-escalations.ts';

export interface SelfCheckDeps extends TellDeps {
  readonly alerts: Pick<AlertStore, 'lastReadTo'>;
  readonly coverage: CoverageLog;
  readonly outbox: Pick<Outbox, 'backlog'>;
  readonly subscriptions: Subscriptions;
  readonly ownChats: Pick<OwnChats, 'of'>;
  readonly mentions: Pick<Mentions, 'ringing' | 'nobodies'>;
  readonly leases: Leases;
  readonly newId: () => string;
  /** When this process began. */
  readonly startedAt: Date;
  readonly settleMs: number;
  /** What the watch reads now, the sign-ins first. */
  readonly sources: () => readonly WatchedSource[];
  /** What is wrong with the newest content of the rules file, line by line. */
  readonly ruleProblems: () => readonly string[];
  readonly inForce: () => Pick<RuleSet, 'rules' | 'digest'>;
}

/** The bot looking at itself. */
export interface SelfCheck {
  /** Notes what is wrong and what is no longer, and tells it; one replica at a time. */
  checkOnce(signal: AbortSignal): Promise<void>;
  /** What is wrong now, whoever found out. */
  open(): Promise<KnownTrouble[]>;
  release(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
const leaseMs = 3 * 60_000;
/** An end is told for so long to conversations that could not be reached. */
const toldForMs = dayMs;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * dayMs);

async function readSource(
  { alerts, coverage, tenantId }: SelfCheckDeps,
  { name, records, everyMs }: WatchedSource,
  now: Date,
): Promise<SourceFacts> {
  const [lastReadTo, spans, failures, [lastSweep]] = await Promise.all([
    alerts.lastReadTo(tenantId, name, now),
    coverage.spans(tenantId, name),
    coverage.failures(tenantId, name, daysBefore(now, 1)),
    coverage.sweeps(tenantId, name, now, 1),
  ]);
  return { name, records, everyMs, lastReadTo, spans, failures, lastSweep };
}

/** Where the rules file sends what. */
function routesOf({ rules, digest }: ReturnType<SelfCheckDeps['inForce']>): SelfFacts['routes'] {
  const told = rules.filter(({ delivery }) => delivery !== 'digest');
  return [
    ...told.flatMap(({ rule, routes = [] }) => routes.map((to) => ({ what: rule.id, to }))),
    ...(digest?.to ?? []).map((to) => ({ what: 'the daily digest', to })),
  ];
}

async function readFacts(deps: SelfCheckDeps, now: Date, signal: AbortSignal): Promise<SelfFacts> {
  const { coverage, outbox, subscriptions, tenantId, startedAt, settleMs } = deps;
  const [sources, hours, { oldestDueAt }, all] = await Promise.all([
    Promise.all(deps.sources().map((source) => readSource(deps, source, now))),
    coverage.hours(tenantId, signInLogSource, daysBefore(now, 29)),
    outbox.backlog(tenantId),
    subscriptions.list(tenantId),
  ]);
  return {
    now,
    startedAt,
    sources,
    hours,
    subscriptions: all,
    oldestDueAt,
    settleMs,
    ruleProblems: deps.ruleProblems(),
    unreached: await findUnreached(
      { ...deps, rules: deps.inForce().rules, subscriptions: all },
      signal,
    ),
    routes: routesOf(deps.inForce()),
  };
}

export function createSelfCheck(deps: SelfCheckDeps): SelfCheck {
  const { troubles, tenantId, clock, leases, newId, log } = deps;
  const lease = { tenantId, job: 'self-check', holder: newId() };
  const since = (ms: number) => new Date(clock.now().getTime() - ms);

  async function note(facts: SelfFacts): Promise<void> {
    const known = await troubles.recent(tenantId, since(sameAgainMs));
    const changes = followTroubles(known, findTroubles(facts), facts.now, newId);
    if (changes.length === 0) return;
    await troubles.save(tenantId, changes);
    for (const { kind, sentence, endedAt } of changes) {
      if (endedAt === undefined) log.error({ kind, sentence }, 'the watch is in trouble');
      else log.info({ kind, sentence }, 'a trouble of the watch is over');
    }
  }

  return {
    async checkOnce(signal) {
      if (!(await leases.acquire(lease, clock.now(), leaseMs))) return;
      const facts = await readFacts(deps, clock.now(), signal);
      await note(facts);
      const known = await troubles.recent(tenantId, since(toldForMs));
      await tellTroubles(deps, known, facts.subscriptions, signal);
    },

    open: () => troubles.recent(tenantId, clock.now()),

    release: () => leases.release(lease),
  };
}
