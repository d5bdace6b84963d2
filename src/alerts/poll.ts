import type { AlertStore, LedgerEntry } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryAuditLog } from '../ports/directory-audit-log.ts';
import type { Log } from '../ports/log.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { affordableOverlap, entriesLookedAt } from './affordable-overlap.ts';
import { announce } from './announce.ts';
import { wake } from './bot-steps.ts';
import { confirmRepeats } from './confirm-repeats.ts';
import { eachSource } from './each-source.ts';
import type { Quieting } from './hold-back.ts';
import type { Mentions } from './mentions.ts';
import type { Pauses } from './pauses.ts';
import { planReads } from './plan-reads.ts';
import { quietUntilOf } from './quiet-until.ts';
import { readSlices } from './read-slices.ts';
import { remindUnclaimed } from './remind-unclaimed.ts';
import type { ActiveRule } from './rule.ts';
import { releaseEnded } from './silence-steps.ts';
import { type Source, sourcesOf } from './source.ts';

export interface PollDeps extends Quieting {
  readonly tenantId: string;
  readonly store: AlertStore;
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly rules: readonly ActiveRule[];
  /** True for accounts in BREAK_GLASS; absent: there are none. */
  readonly isEmergency?: BreakGlass['has'] | undefined;
  /** How much of a long read is held before it is stored; absent: as the source has it. */
  readonly mostObserved?: number | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  readonly mentions: Pick<Mentions, 'ringing'>;
  readonly settleMs: number;
  readonly overlapMs: number;
  /** Which sources wait after failures of this task. */
  readonly pauses: Pauses;
}

/** What one poll did. */
export interface PollResult {
  /** The ledger's new entries, oldest first. */
  readonly reads: readonly LedgerEntry[];
  /** Checks whether repeated prompts were completed: one request each. */
  readonly checks: number;
}

/** Longer than any source can replay. */
const rememberedMs = 35 * 24 * 60 * 60_000;

/** What is posted by it waits for the end of quiet hours, as cards that a read brings do. */
async function wakeSnoozed(deps: PollDeps): Promise<void> {
  const { store, tenantId, clock, rules } = deps;
  const quietUntil = quietUntilOf(rules);
  await store.write(tenantId, async (writer) => {
    const now = clock.now();
    for (const snoozed of await writer.casesToWake(now)) {
      const awake = wake(snoozed, now);
      await writer.saveCase(awake);
      await announce(writer, awake, now, { postNotBefore: quietUntil?.(awake, now) });
    }
    await releaseEnded(writer, now, { ...deps, quietUntil });
  });
}

type MayGoOn = () => Promise<boolean>;

/** `readTo`: up to when it would be read now. */
function isDue({ everyMs = 0 }: Source, lastReadTo: Date | undefined, readTo: Date): boolean {
  return lastReadTo === undefined || readTo.getTime() - lastReadTo.getTime() >= everyMs;
}

/** Reads a source from its own last safe point up to now. */
async function readOn(
  deps: PollDeps,
  source: Source,
  signal: AbortSignal,
  mayGoOn: MayGoOn,
): Promise<LedgerEntry[]> {
  const { store, tenantId, clock, settleMs, overlapMs, log } = deps;
  const now = clock.now();
  const lastReadTo = await store.lastReadTo(tenantId, source.name, now);
  if (!isDue(source, lastReadTo, new Date(now.getTime() - settleMs))) return [];
  const lately = await store.ledger(tenantId, source.name, entriesLookedAt);
  const plan = { now, lastReadTo, settleMs, overlapMs: affordableOverlap(lately, overlapMs) };
  const { slices, lost } = planReads(plan);
  if (lost !== undefined) {
    log.error(
      { from: lost.from, to: lost.to },
      `${source.records} of this time are lost to the watch: Graph keeps 30 days`,
    );
  }
  return readSlices(deps, source, slices, { signal, mayGoOn });
}

async function confirmAll(deps: PollDeps, source: Source, signal: AbortSignal): Promise<number> {
  let checks = 0;
  for (const rule of source.rules) {
    if (signal.aborted) break;
    checks += await confirmRepeats(deps, rule, signal);
  }
  return checks;
}

/**
 * Reads what happened since the last safe point of each source and stores cases, requests for cards and the ledger,
 * slice by slice, each in one transaction; it never sends. A failing read stores nothing of its slice, and its source
 * waits (`pauses`) while the others are read all the same. Rejects with an `AppError` when the store fails. `mayGoOn`
 * is asked before each slice (a lease may be lost).
 */
export async function poll(
  deps: PollDeps,
  signal: AbortSignal,
  mayGoOn: MayGoOn = async () => true,
): Promise<PollResult> {
  const { store, tenantId, clock } = deps;
  await wakeSnoozed(deps);
  await remindUnclaimed(deps, signal);
  const now = clock.now();
  const done = await eachSource(deps, sourcesOf(deps), signal, async (source) => ({
    reads: await readOn(deps, source, signal, mayGoOn),
    checks: await confirmAll(deps, source, signal),
  }));
  await store.forgetBefore(tenantId, new Date(now.getTime() - rememberedMs));
  await store.forgetObservations(tenantId, now);
  return {
    reads: done.flatMap(({ reads }) => reads),
    checks: done.reduce((sum, { checks }) => sum + checks, 0),
  };
}
