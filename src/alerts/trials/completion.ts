import type { SignIn } from '../../domain/sign-in.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { Finding } from '../../ports/alert-store.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import { completedAmong } from '../burst.ts';
import { successesSince } from '../confirm-repeats.ts';
import type { LookForCompletion } from './raise.ts';

interface Circumstances {
  readonly signIns: SignInLog;
  /** What a user got through to in all of it is asked for in one go. */
  readonly window: TimeWindow;
  /** False once there is no time for another request. */
  readonly mayAsk: () => boolean;
  readonly signal: AbortSignal;
}

/** People whose successes are read: one request each, of the five in ten seconds that the log gives. */
export const mostLooks = 5;
const pageSize = 1000;

/** Asks the log what a user got through to, of a few users only; what it is asked about later counts as not known yet. */
export function createCompletionLook({
  signIns,
  window,
  mayAsk,
  signal,
}: Circumstances): LookForCompletion {
  const known = new Map<string, readonly SignIn[] | undefined>();
  let looks = 0;

  /** Undefined: nobody may look any more, or there are too many to read. */
  async function successes(burst: readonly Finding[]): Promise<readonly SignIn[] | undefined> {
    const query = successesSince(burst, window.to);
    if (query === undefined) return [];
    const who = query.userId ?? '';
    if (known.has(who)) return known.get(who);
    if (looks >= mostLooks || !mayAsk()) return undefined;
    looks += 1;
    const options = { priority: 'person', pageSize, signal } as const;
    for await (const { rows, more } of signIns.pages({ ...query, window }, options)) {
      known.set(who, more ? undefined : rows);
      break;
    }
    return known.get(who);
  }

  return async (burst, now) => {
    const rows = await successes(burst);
    return (
      rows &&
      completedAmong(
        burst,
        rows.filter(({ at }) => at <= now),
      )
    );
  };
}
