import { setTimeout as delay } from 'node:timers/promises';

/** How long to wait for an answer, and what ends the wait early. */
export interface Wait {
  readonly withinMs: number;
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/** Why a probe was not answered well; undefined when it was. */
async function probe(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal });
    if (answer.ok) {
      await answer.body?.cancel();
      return undefined;
    }
    return `HTTP ${answer.status} ${(await answer.text()).slice(0, 300)}`;
  } catch {
    return 'no answer';
  }
}

/**
 * Resolves to undefined once the address answers 2xx, or to the last reason why not when the time is
 * over. Rejects when the signal ends the wait.
 */
export async function waitUntilAnswers(url: string, wait: Wait): Promise<string | undefined> {
  const { withinMs, signal, everyMs = 200 } = wait;
  const timeout = AbortSignal.timeout(withinMs);
  const either = AbortSignal.any([signal, timeout]);
  let reason = 'no answer';
  while (!either.aborted) {
    const problem = await probe(url, either);
    if (problem === undefined) return undefined;
    if (!either.aborted) reason = problem;
    await delay(everyMs, undefined, { signal: either }).catch(() => undefined);
  }
  signal.throwIfAborted();
  return reason;
}
