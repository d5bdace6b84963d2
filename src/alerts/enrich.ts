import type { Case } from '../domain/case.ts';
import type { CaseContext } from '../domain/case-context.ts';
import type { Network } from '../domain/network.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { CaseContexts } from '../ports/case-contexts.ts';
import type { Cases } from '../ports/cases.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Networks } from '../ports/networks.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { KeptJump } from '../ports/policy-jumps.ts';
import { type ContextSources, readContext } from './read-context.ts';

/** What stands around a case, as far as it is known now. */
export interface ShownContext {
  /** Of the address that the case was last seen from. */
  readonly network?: Network;
  readonly read?: CaseContext;
  /** The user's other unresolved cases: the latest few, and how many there are. */
  readonly others: { readonly cases: readonly Case[]; readonly total: number };
  /** What was changed, where the blocks of its policy jumped. */
  readonly jump?: KeptJump;
  /** True when reading was tried, or put off for a while: asking again later may give more. */
  readonly comesLater: boolean;
}

/** What a card says around its case. An alert never waits long for it, and is never lost over it. */
export interface Enricher {
  /** Reads what is missing where there is time for it. */
  contextOf(alert: Case, signal: AbortSignal): Promise<ShownContext>;
  /** Only what is kept already: for answers that may not wait. */
  known(alert: Case): Promise<ShownContext>;
  /** Has the card there brought up to date later, for what was not to be had now. Kept by this process alone. */
  askAgain(alert: Case, conversationId: string): void;
  /** Asks for an update whose time has come. */
  askDue(): Promise<void>;
}

export interface EnrichDeps extends ContextSources {
  readonly tenantId: string;
  readonly cases: Pick<Cases, 'openOfUser'>;
  readonly contexts: CaseContexts;
  readonly outbox: Pick<Outbox, 'countDue'>;
  readonly alerts: Pick<AlertStore, 'write'>;
  readonly networks: Networks;
  readonly clock: Clock;
  readonly log: Log;
  /** Fires when a reading has taken as long as it may. */
  readonly limit: () => AbortSignal;
}

/** How long one reading may hold a card up. */
export const longestReadingMs = 5_000;

/** With more messages due than this the channel is behind: cards go out as they are. */
const mostDue = 20;
const shownOthers = 3;
const minuteMs = 60_000;
/** Sign-ins of one burst come closer together than this. */
const burstGapMs = 15 * minuteMs;
const restMs = minuteMs;
const askAgainMs = 2 * minuteMs;
/** Who looks at a card half an hour later has looked further already. */
const askedForMs = 30 * minuteMs;
const mostLater = 500;
/** A permission or licence that is missing is not asked for again at each case. */
const riskRestMs = 60 * minuteMs;
/** A reading that took long is followed by a rest of so many times its length. */
const restPerReading = 5;
const slowMs = 1_000;
const nobody = { cases: [], total: 0 };

/** True when nothing was read yet, a part is missing, or a new burst has come since. */
export function wantsReading(kept: CaseContext | undefined, alert: Case, now: Date): boolean {
  if (alert.state === 'resolved') return false;
  if (kept === undefined) return true;
  const ageMs = now.getTime() - kept.readAt.getTime();
  if (kept.partial) return ageMs >= restMs;
  return ageMs >= burstGapMs && alert.lastAt.getTime() - kept.upTo.getTime() >= burstGapMs;
}

/** A card that is to be looked at again. */
interface Later {
  readonly caseId: string;
  readonly conversationId: string;
  readonly dueAt: Date;
}

export function createEnricher(deps: EnrichDeps): Enricher {
  const { tenantId, cases, contexts, outbox, clock, log } = deps;
  const reading = new Map<string, Promise<CaseContext>>();
  const later = new Map<string, Later>();
  let restUntil = 0;
  let noRiskUntil = 0;

  async function othersOf(alert: Case, userId: string): Promise<ShownContext['others']> {
    const found = await cases.openOfUser(tenantId, userId, shownOthers + 1);
    const others = found.cases.filter(({ id }) => id !== alert.id);
    const own = alert.state === 'resolved' ? 0 : 1;
    return { cases: others.slice(0, shownOthers), total: Math.max(0, found.total - own) };
  }

  async function isCrowded(now: Date): Promise<boolean> {
    const staleBefore = new Date(now.getTime() - minuteMs);
    return (await outbox.countDue(tenantId, now, staleBefore, mostDue + 1)) > mostDue;
  }

  // A clock that was set back must not make a rest longer than it was meant to be.
  const isWithin = (until: number, now: Date, longestMs: number): boolean =>
    until > now.getTime() && until - now.getTime() <= longestMs;

  function restAfter(startedAt: Date, problem: unknown): void {
    const now = clock.now().getTime();
    const tookMs = now - startedAt.getTime();
    if (tookMs >= slowMs) restUntil = now + tookMs * restPerReading;
    if (problem === undefined) return;
    restUntil = now + restMs;
    log.warn({ err: problem, restMs }, 'cards go out without risk and last sign-ins for a while');
  }

  async function read(
    alert: Case,
    userId: string,
    kept: CaseContext | undefined,
    signal: AbortSignal,
  ): Promise<CaseContext> {
    const now = clock.now();
    const { context, problem, hidesRisk } = await readContext(userId, deps, {
      now,
      asksRisk: !isWithin(noRiskUntil, now, riskRestMs),
      signal: AbortSignal.any([signal, deps.limit()]),
    });
    if (hidesRisk) noRiskUntil = now.getTime() + riskRestMs;
    restAfter(now, signal.aborted ? undefined : problem);
    const { partial, risk = kept?.risk, signIns = kept?.signIns } = context;
    const whole = { readAt: now, upTo: alert.lastAt, partial, risk, signIns };
    await contexts.save(tenantId, alert.id, whole);
    return whole;
  }

  /** A case shown in several channels is read once. */
  function readOnce(
    alert: Case,
    userId: string,
    kept: CaseContext | undefined,
    signal: AbortSignal,
  ): Promise<CaseContext> {
    const running = reading.get(alert.id);
    if (running !== undefined) return running;
    const started = read(alert, userId, kept, signal).finally(() => reading.delete(alert.id));
    reading.set(alert.id, started);
    return started;
  }

  async function keptOf(alert: Case): Promise<ShownContext> {
    const { ip, origin } = alert.latest;
    const network = deps.networks.networkOf(ip, origin?.asNumber);
    const { id: userId } = alert.user;
    if (userId === undefined) return { network, others: nobody, comesLater: false };
    const read = await contexts.find(tenantId, alert.id);
    return { network, read, others: await othersOf(alert, userId), comesLater: false };
  }

  return {
    known: keptOf,

    async contextOf(alert, signal) {
      const shown = await keptOf(alert);
      const { id: userId } = alert.user;
      const now = clock.now();
      if (userId === undefined || !wantsReading(shown.read, alert, now)) return shown;
      if (await isCrowded(now)) return shown;
      if (isWithin(restUntil, now, restMs)) return { ...shown, comesLater: true };
      const read = await readOnce(alert, userId, shown.read, signal);
      return { ...shown, read, comesLater: read.partial };
    },

    askAgain(alert, conversationId) {
      const now = clock.now().getTime();
      if (now - alert.latest.seenAt.getTime() > askedForMs || later.size >= mostLater) return;
      const dueAt = new Date(now + askAgainMs);
      later.set(`${alert.id} ${conversationId}`, { caseId: alert.id, conversationId, dueAt });
    },

    // One at a time: each is a reading, and one that takes long is followed by a rest.
    async askDue() {
      const now = clock.now();
      if (isWithin(restUntil, now, restMs)) return;
      const [key, one] = [...later].find(([, { dueAt }]) => dueAt <= now) ?? [];
      if (key === undefined || one === undefined || (await isCrowded(now))) return;
      await deps.alerts.write(tenantId, (writer) =>
        writer.enqueueCard(one.caseId, one.conversationId, now),
      );
      later.delete(key);
    },
  };
}
