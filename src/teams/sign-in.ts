import { LRUCache } from 'lru-cache';
import { text, textAt } from '../domain/record.ts';
import type { Inbound, SignInIn } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { SignedIn, TokenService } from './user-tokens.ts';

const waitingMs = 15 * 60_000;
const mostWaiting = 1_000;

/** How Teams is answered about a sign-in, and the question that can be answered now. */
export interface SignInAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly resume?: Inbound;
}

export interface SignIns {
  /** A question waits for its asker's sign-in; a newer one takes its place. */
  wait(inbound: Inbound): void;
  answer(inbound: SignInIn): Promise<SignInAnswer>;
}

/**
 * Sign-ins that are under way. Each client of a person that shows the offer sends the same exchange: it is done once,
 * all hear how it went, and her question is answered once.
 */
export function createSignIns(
  tokens: TokenService,
  { connectionName, clock, log }: { connectionName: string; clock: Clock; log: Log },
): SignIns {
  const perf = { now: () => clock.now().getTime() };
  const options = { max: mostWaiting, ttl: waitingMs, ttlResolution: 0, perf };
  const waiting = new LRUCache<string, Inbound>(options);
  const exchanges = new LRUCache<string, Promise<SignedIn>>(options);
  const keyOf = ({ asker, conversation }: Inbound | SignInIn) => `${asker.id} ${conversation.id}`;

  function take(inbound: SignInIn): Inbound | undefined {
    const question = waiting.get(keyOf(inbound));
    waiting.delete(keyOf(inbound));
    return question;
  }

  function exchangeOnce({ asker }: SignInIn, id: string, token: string): Promise<SignedIn> {
    const key = `${asker.id} ${id}`;
    const under = exchanges.get(key);
    if (under) return under;
    const begun = tokens.exchange(asker, token);
    exchanges.set(key, begun);
    begun.catch(() => exchanges.delete(key));
    return begun;
  }

  async function exchange(inbound: SignInIn): Promise<SignInAnswer> {
    const { value } = inbound;
    const id = text(value.id) ?? '';
    const token = text(value.token);
    const told = { id, connectionName };
    if (token === undefined || textAt(value, 'connectionName') !== connectionName) {
      return { status: 400, body: { ...told, failureDetail: 'This bot has no such connection.' } };
    }
    if ((await exchangeOnce(inbound, id, token)) === 'yes') {
      return { status: 200, body: told, resume: take(inbound) };
    }
    const failureDetail = 'The token can’t be exchanged: consent or another proof is needed.';
    return { status: 412, body: { ...told, failureDetail } };
  }

  async function verify(inbound: SignInIn): Promise<SignInAnswer> {
    const code = text(inbound.value.state) ?? '';
    // Teams sends this word in place of a code when the window was closed.
    if (code === '' || code === 'CancelledByUser') return { status: 200 };
    if ((await tokens.redeem(inbound.asker, code)) === 'no') return { status: 404 };
    return { status: 200, resume: take(inbound) };
  }

  return {
    wait: (inbound) => {
      waiting.set(keyOf(inbound), inbound);
    },
    async answer(inbound) {
      if (inbound.step === 'exchange') return exchange(inbound);
      if (inbound.step === 'verify') return verify(inbound);
      const { code = '' } = { code: text(inbound.value.code) };
      log.warn(
        { code, asker: inbound.asker.id },
        'single sign-on failed in Teams; the button stays',
      );
      return { status: 200 };
    },
  };
}
