import { LRUCache } from 'lru-cache';
import type { Dispatcher } from './commands/dispatch.ts';
import type { CommandRequest } from './commands/request.ts';
import { AppError } from './errors.ts';
import type { Asker } from './ports/chat.ts';
import type { Clock } from './ports/clock.ts';
import type { UserTokens } from './ports/user-tokens.ts';

/** Gives the token of whoever asks, to Graph's client alone. */
interface PersonalToken {
  getToken(): Promise<{ token: string; expiresOnTimestamp: number }>;
}

export interface DelegationParts {
  /** Answers with the bot's own rights; it reads lines and knows commands for everybody. */
  readonly appOnly: Dispatcher;
  /** The same over a Graph that is asked with this token; nothing that it remembers is shared with others. */
  readonly asPerson: (credential: PersonalToken) => Dispatcher;
  /** Looked up when it is needed: the bot that holds it is made later. */
  readonly tokens: () => UserTokens | undefined;
  readonly clock: Clock;
}

/** One person's look-ups, with all that was read for her. */
interface Own {
  readonly dispatcher: Dispatcher;
  /** How often there was no token; commands may live without a part of what they read, but not without this. */
  refusals: number;
}

const tokenKeptMs = 60_000;
const rememberedMs = 10 * 60_000;
const mostPeople = 200;

/** Why nothing was read: she is not signed in. */
export function signInNeeded(): AppError {
  return new AppError('sign-in-needed', 'This is looked up with your own rights: sign in first.', {
    hint: 'Ask in your own chat with this bot; the sign-in is offered there.',
  });
}

/**
 * A dispatcher that reads Graph with the rights of whoever asks. What it reads for one person is remembered for her
 * alone, and what needs no Graph needs no sign-in.
 */
export function createDelegation(parts: DelegationParts): Dispatcher & Pick<UserTokens, 'signOut'> {
  const { appOnly, asPerson, tokens, clock } = parts;
  const people = new LRUCache<string, Own>({
    max: mostPeople,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });

  function open(asker: Asker): Own {
    let held: { readonly token: string; readonly until: number } | undefined;
    const credential: PersonalToken = {
      async getToken() {
        const now = clock.now().getTime();
        if (held === undefined || now >= held.until) {
          held = undefined;
          const token = await tokens()?.tokenOf(asker);
          if (token === undefined) {
            own.refusals += 1;
            throw signInNeeded();
          }
          held = { token, until: now + tokenKeptMs };
        }
        return { token: held.token, expiresOnTimestamp: held.until };
      },
    };
    const own: Own = { dispatcher: asPerson(credential), refusals: 0 };
    return own;
  }

  function ownOf(asker: Asker): Own {
    const known = people.get(asker.id);
    if (known) return known;
    const made = open(asker);
    people.set(asker.id, made);
    return made;
  }

  async function asHer<Answer>(
    { asker }: CommandRequest,
    work: (dispatcher: Dispatcher) => Promise<Answer>,
  ): Promise<Answer> {
    const own = ownOf(asker);
    const before = own.refusals;
    const answer = await work(own.dispatcher);
    if (own.refusals > before) throw signInNeeded();
    return answer;
  }

  return {
    answer: (request) => asHer(request, (dispatcher) => dispatcher.answer(request)),
    search: (request) => asHer(request, (dispatcher) => dispatcher.search(request)),
    table: (request) => asHer(request, (dispatcher) => dispatcher.table(request)),
    meaning: (request) => appOnly.meaning(request),
    knows: (name) => appOnly.knows(name),
    async signOut(asker) {
      people.delete(asker.id);
      await tokens()?.signOut(asker);
    },
  };
}
