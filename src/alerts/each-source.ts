import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { LeaseLost } from '../ports/lease.ts';
import type { Log } from '../ports/log.ts';
import type { Pauses } from './pauses.ts';
import type { Source } from './source.ts';

/** What a round over the sources needs. */
export interface RoundDeps {
  readonly pauses: Pauses;
  readonly clock: Clock;
  readonly log: Log;
}

/** A failure of what is read, which is no reason to leave the other sources alone. */
function isOwn(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError && thrown.code !== 'store-failed';
}

/**
 * Takes one source after the other and gives what the work gave; one that fails keeps none from its turn and is then
 * left alone for a while. Rejects at once when the lease is lost or when the signal has fired, and at the end when the
 * store failed or something that nobody expects.
 */
export async function eachSource<T>(
  { pauses, clock, log }: RoundDeps,
  sources: readonly Source[],
  signal: AbortSignal,
  work: (source: Source) => Promise<T>,
): Promise<readonly T[]> {
  const done: T[] = [];
  const unexpected: unknown[] = [];
  for (const source of sources) {
    const { name, records } = source;
    if (pauses.pausedUntil(name, clock.now()) !== undefined) continue;
    try {
      done.push(await work(source));
      pauses.succeeded(name);
    } catch (thrown) {
      if (thrown instanceof LeaseLost || signal.aborted) throw thrown;
      if (isOwn(thrown)) {
        const { timesInRow, until } = pauses.failed(name, thrown, clock.now());
        log.warn({ err: thrown, source: name, timesInRow, until }, `${records} could not be read`);
      } else unexpected.push(thrown);
    }
  }
  if (unexpected.length > 0) throw unexpected[0];
  return done;
}
