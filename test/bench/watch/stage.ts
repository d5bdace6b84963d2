import { createDemoCredential } from '../../../src/demo/demo-credential.ts';
import { createRandom } from '../../../src/demo/tenant/random.ts';
import { startTenant } from '../../../src/demo/tenant/server.ts';
import { clockAt, type SettableClock } from '../../alerts/world.ts';
import type { TapeEvent } from './tape.ts';
import { createUnrulyFetch, type UnrulyFetch } from './unruly-fetch.ts';

/** The simulated Graph with the tape in it, and a clock that only moves by hand: the same for each side. */
export interface Stage {
  readonly clock: SettableClock;
  readonly url: string;
  readonly credential: ReturnType<typeof createDemoCredential>;
  readonly unruly: UnrulyFetch;
}

const tokenLastsMs = 30 * 60_000;

/** A token lives by the tenant's clock, and the demo's credential by the machine's. */
function credentialBy(clock: SettableClock, url: string): Stage['credential'] {
  let credential = createDemoCredential(url);
  let since = clock.now();
  return {
    getToken() {
      if (clock.now().getTime() - since.getTime() > tokenLastsMs) {
        credential = createDemoCredential(url);
        since = clock.now();
      }
      return credential.getToken();
    },
  };
}

/** Runs `work` before a Graph of its own, in which nothing but the tape happens. */
export async function onStage<T>(
  tape: readonly TapeEvent[],
  seed: number,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const clock = clockAt(0);
  const running = await startTenant({ seed, now: clock.now, signInCount: 0 });
  const { tenant, url } = running;
  try {
    tenant.signIns.clear();
    const people = tenant.people.filter(({ userType }) => userType !== 'Guest');
    for (const { id, at, visibleAt, person } of tape) {
      tenant.addSignIn(
        {
          id,
          createdDateTime: at.toISOString(),
          userId: people[person % people.length]?.id ?? '',
          isInteractive: true,
          conditionalAccessStatus: 'failure',
          status: { errorCode: 53003 },
        },
        { visibleAt },
      );
    }
    const unruly = createUnrulyFetch(createRandom(seed + 1));
    return await work({ clock, url, unruly, credential: credentialBy(clock, url) });
  } finally {
    await running.close();
  }
}
