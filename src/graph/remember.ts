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
export function createCache<T extends {}>({
  clock,
  ttlMs,
  most,
}: KeepOptions): LRUCache<string, T> {
  return new LRUCache<string, T>({
    max: most,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
}

/**
 * Joins concurrent look-ups of one key and keeps the answer; failures and `undefined` are not kept. A
 * caller's signal ends her own wait only: others may wait for the same answer. The cache's own `fetch`
 * is not used: it fails who waits when the key is put or crowded out meanwhile.
 */
export function remember<T extends {}>(
  read: (key: string) => Promise<T | undefined>,
  options: KeepOptions,
): Remembered<T> {
  const cache = createCache<T>(options);
  const underWay = new Map<string, Promise<T | undefined>>();

  async function look(key: string): Promise<T | undefined> {
    const value = await read(key);
    if (value !== undefined) cache.set(key, value);
    return value;
  }

  function join(key: string): Promise<T | undefined> {
    const started = underWay.get(key);
    if (started !== undefined) return started;
    const looking = look(key).finally(() => underWay.delete(key));
    underWay.set(key, looking);
    return looking;
  }

  return {
    async get(key, signal) {
      return cache.get(key) ?? (await orAbort(join(key), signal));
    },
    put: (key, value) => {
      cache.set(key, value);
    },
  };
}
