import { LeaseLost } from '../ports/lease.ts';
import type { Source } from './source.ts';

/** How the sources fared, each for itself. */
export interface Round<T> {
  readonly done: readonly T[];
  /** By the source's name. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Takes one source after the other; one that fails keeps none from its turn. Rejects at once when the lease is
 * lost, or when the signal has fired.
 */
export async function eachSource<T>(
  sources: readonly Source[],
  signal: AbortSignal,
  work: (source: Source) => Promise<T>,
): Promise<Round<T>> {
  const done: T[] = [];
  const failed = new Map<string, unknown>();
  for (const source of sources) {
    try {
      done.push(await work(source));
    } catch (thrown) {
      if (thrown instanceof LeaseLost || signal.aborted) throw thrown;
      failed.set(source.name, thrown);
    }
  }
  return { done, failed };
}

/** Throws the first failure of the round, if there was one. */
export function throwFirst({ failed }: Round<unknown>): void {
  for (const thrown of failed.values()) throw thrown;
}
