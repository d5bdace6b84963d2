import type { SignIn } from '../../domain/sign-in.ts';
import type { Finding } from '../../ports/alert-store.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import { completedAmong } from '../burst.ts';
import { successesSince } from '../confirm-repeats.ts';
import type { LookForCompletion } from './raise.ts';

interface Circumstances {
  readonly signIns: SignInLog;
  /** False once there is no time for another request. */
  readonly mayAsk: () => boolean;
  readonly signal: AbortSignal;
}

/** One request each, of the five in ten seconds that the log gives. */
export const mostLooks = 5;

/** Asks the log what the user got through to between the first prompt and `now`, a few times only. */
export function createCompletionLook({
  signIns,
  mayAsk,
  signal,
}: Circumstances): LookForCompletion {
  let looks = 0;

  async function successes(burst: readonly Finding[], to: Date): Promise<SignIn[]> {
    const query = successesSince(burst, to);
    if (query === undefined) return [];
    for await (const { rows } of signIns.pages(query, { priority: 'person', signal })) {
      return [...rows];
    }
    return [];
  }

  return async (burst, now) => {
    if (looks >= mostLooks || !mayAsk()) return undefined;
    looks += 1;
    return completedAmong(burst, await successes(burst, now));
  };
}
