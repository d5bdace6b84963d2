import type { TimeWindow } from '../domain/time-window.ts';
import { AppError, toAppError } from '../errors.ts';
import type { AlertStore, AlertWriter, LedgerEntry } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import { LeaseLost } from '../ports/lease.ts';
import type { Log } from '../ports/log.ts';
import type { Quieting } from './hold-back.ts';
import { keepParts } from './keep-parts.ts';
import { storeRead } from './pipeline.ts';
import { quietUntilOf } from './quiet-until.ts';
import { routingOf } from './routing.ts';
import { activityRulesOf, beginsOf, gatheringsOf } from './rule.ts';
import type { Source } from './source.ts';
import { storeActivity } from './store-activity.ts';

export interface ReadDeps extends Quieting {
  readonly tenantId: string;
  readonly store: Pick<AlertStore, 'write'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}

/** How a list of slices is read. */
export interface Reading {
  readonly signal: AbortSignal;
  /** Asked before each slice: a lease may be lost. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Waited for before each page is taken in. */
  readonly turn?: () => Promise<unknown>;
  /** When the sweep began that they belong to; absent: they are the poll's. */
  readonly sweepAt?: Date;
}

const shortestSliceMs = 60_000;

/** Two halves of a window that the source could not answer in time, or nothing when it is short already. */
export function halves({ from, to }: TimeWindow, thrown: unknown): TimeWindow[] {
  const ms = to.getTime() - from.getTime();
  const timedOut = thrown instanceof AppError && thrown.code === 'timed-out';
  if (!timedOut || ms <= shortestSliceMs) return [];
  const middle = new Date(from.getTime() + Math.floor(ms / 2));
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

async function readAndStore(
  deps: ReadDeps,
  source: Source,
  slice: TimeWindow,
  { signal, turn, sweepAt }: Reading,
): Promise<LedgerEntry> {
  const waiting = new Set(
    source.rules.filter(({ threshold }) => threshold !== undefined).map(({ rule }) => rule.id),
  );
  const circumstances = {
    ...deps,
    ruleIds: source.ruleIds,
    waiting,
    gathered: gatheringsOf(source.rules),
    begins: beginsOf(source.rules),
    quietUntil: quietUntilOf(source.rules),
    routingOf: routingOf(source.rules),
  };
  const place = { ...circumstances, rules: activityRulesOf(source.rules) };
  const write = <T>(work: (writer: AlertWriter) => Promise<T>) =>
    deps.store.write(deps.tenantId, work);
  const parts = keepParts({ source: source.name, place, write });
  const read = { ...(await source.read(slice, { signal, turn, keep: parts.keep })), sweepAt };
  return write((writer) => {
    if (read.observed === undefined) return storeRead(writer, read, circumstances);
    const observed = [...parts.held(), ...read.observed];
    return storeActivity(writer, { ...read, observed }, place, parts.fresh());
  });
}

/** Keeps why a time was not read. Where that fails too, the read's own failure is what counts. */
async function noteFailure(
  { store, tenantId, clock, log }: ReadDeps,
  source: string,
  window: TimeWindow,
  thrown: unknown,
  { sweepAt, signal }: Reading,
): Promise<void> {
  const { code, message, hint } = toAppError(thrown);
  if (signal.aborted || code === 'store-failed' || thrown instanceof LeaseLost) return;
  const failed = {
    source,
    task: sweepAt === undefined ? ('poll' as const) : ('sweep' as const),
    window,
    at: clock.now(),
    code,
    reason: hint === undefined ? message : `${message} ${hint}`,
  };
  try {
    await store.write(tenantId, (writer) => writer.noteFailedRead(failed));
  } catch (err) {
    log.warn({ err, source }, 'a failed read could not be noted');
  }
}

/**
 * Reads slice by slice and stores each in a transaction of its own (a long one of all sign-ins in several),
 * halving what the source cannot answer in time. A read that fails takes the ledger no further, is noted with its
 * reason and ends it all with the source's `AppError`; what was stored before stays.
 */
export async function readSlices(
  deps: ReadDeps,
  source: Source,
  slices: readonly TimeWindow[],
  reading: Reading,
): Promise<LedgerEntry[]> {
  const reads: LedgerEntry[] = [];
  const ahead = [...slices];
  for (let slice = ahead.shift(); slice !== undefined; slice = ahead.shift()) {
    if (reading.signal.aborted || !(await reading.mayGoOn())) break;
    try {
      reads.push(await readAndStore(deps, source, slice, reading));
    } catch (thrown) {
      const parts = halves(slice, thrown);
      if (parts.length === 0) {
        await noteFailure(deps, source.name, slice, thrown, reading);
        throw thrown;
      }
      ahead.unshift(...parts);
    }
  }
  return reads;
}
