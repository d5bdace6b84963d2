import { setTimeout as delay } from 'node:timers/promises';

/** Asking a browser what it shows costs it time of its own. */
const pauseMs = 150;

/** Asks again until the answer is yes; fails with the words of `what` when it stays no. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 90_000,
): Promise<void> {
  const endsAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > endsAt) throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`);
    await delay(pauseMs);
  }
}
