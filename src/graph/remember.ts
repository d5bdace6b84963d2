import { LRUCache } from 'lru-cache';
import type { Clock } from '../ports/clock.ts';
import { orAbort } from './abortable.ts';

/** Answers by key, kept for a while. */
export interface Remembered<T> {
  get(key: string, signal?: AbortSignal): Promise<T | undefined>;
  put(key: string, value: T): void;
}

interface KeepOptions {
  readonly clock: Clock;
  readonly ttlMs: number;
  /** The least recently used go first. */
  readonly most: number;
}

/** A cache whose time is the clock's. */
export function createCache<T extends {}>(
  { clock, ttlMs, most }: KeepOptions,
  read?: (key: string) => Promise<T | undefined>,
): LRUCache<string, T> {
  return new LRUCache<string, T>({
    max: most,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
    fetchMethod: read,
  });
}

/**
 * Joins concurrent look-ups of one key and keeps the answer; failures and `undefined` are not kept. A
 * caller's signal ends her own wait only: others may wait for the same answer.
 */
export function remember<T extends {}>(
  read: (key: string) => Promise<T | undefined>,
  options: KeepOptions,
): Remembered<T> {
  const cache = createCache<T>(options, read);
  return {
    get: (key, signal) => orAbort(cache.fetch(key), signal),
    put: (key, value) => {
      cache.set(key, value);
    },
  };
}
