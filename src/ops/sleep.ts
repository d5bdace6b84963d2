import { setTimeout as delay } from 'node:timers/promises';

/** Waits; rejects with the signal's reason when that comes first. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).then(
    () => undefined,
    (thrown) => {
      throw signal?.reason ?? thrown;
    },
  );
