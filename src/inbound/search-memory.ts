import { LRUCache } from 'lru-cache';
import type { Clock } from '../ports/clock.ts';

const keptMs = 60_000;
const mostKept = 200;

interface Kept<T> {
  readonly key: string;
  readonly work: Promise<T>;
  readonly control: AbortController;
}

/** Thrown to whoever asked with fewer letters: the search with more of them is answered. */
export class Superseded extends Error {}

export interface SearchMemory<T> {
  /** What was read for this key lately, or is being read, else `read`. The asker's other reading is given up. */
  get(
    of: { readonly asker: string; readonly key: string },
    signal: AbortSignal,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/**
 * Teams asks again with each letter: the same words are read once in a minute, also when the first answer came too
 * late for Teams, and words that were typed on are not read to the end. Failures are not kept.
 */
export function createSearchMemory<T>(clock: Clock): SearchMemory<T> {
  const kept = new LRUCache<string, Kept<T>>({
    max: mostKept,
    ttl: keptMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
  const running = new Map<string, Kept<T>>();

  return {
    get({ asker, key }, signal, read) {
      const id = `${asker} ${key}`;
      const before = kept.get(id);
      if (before) return before.work;
      running.get(asker)?.control.abort(new Superseded());
      const control = new AbortController();
      const either = AbortSignal.any([signal, control.signal]);
      const work = read(either).catch((thrown: unknown) => {
        throw control.signal.aborted ? control.signal.reason : thrown;
      });
      const entry = { key: id, work, control };
      kept.set(id, entry);
      running.set(asker, entry);
      const end = () => {
        if (running.get(asker) === entry) running.delete(asker);
      };
      work.then(end, () => {
        end();
        if (kept.peek(id) === entry) kept.delete(id);
      });
      return work;
    },
  };
}
