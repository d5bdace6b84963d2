import { setTimeout as delay } from 'node:timers/promises';

/** Waits; ends at once, with the signal's reason, when it is told to stop. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal }).then(
    () => undefined,
    (thrown) => {
      throw signal?.reason ?? thrown;
    },
  );
}
