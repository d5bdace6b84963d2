import type { SignInIn } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { findAnswer, type Handle } from './answer.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { deliverAnswer } from './deliver-answer.ts';
import type { Reach } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
import { createSignIns } from './sign-in.ts';
import type { TurnMeans } from './turn.ts';
import { createTokenService } from './user-tokens.ts';

interface Parts {
  readonly adapter: BotAdapter;
  readonly settings: TeamsSettings;
  readonly reach: Reach;
  readonly clock: Clock;
  readonly log: Log;
  readonly goOn: (work: Promise<unknown>) => void;
}

/** People who sign in, where the settings name a connection: their tokens, and the questions that wait for them. */
export function createPeople({ adapter, settings, reach, clock, log, goOn }: Parts) {
  const { connectionName } = settings;
  if (connectionName === undefined) {
    return {
      tokens: undefined,
      waiting: (handle: Handle): Handle => handle,
      signIn: async () => ({ status: 501 }),
    };
  }
  const tokens = createTokenService(adapter, connectionName);
  const signIns = createSignIns(tokens, { connectionName, clock, log });

  return {
    tokens,
    /** The same, but what could not be answered for want of a sign-in waits for it. */
    waiting:
      (handle: Handle): Handle =>
      async (inbound, signal) => {
        const outgoing = await handle(inbound, signal);
        if (outgoing.signIn) signIns.wait(inbound);
        return outgoing;
      },
    /** Answers Teams about a sign-in, and then the question that waited. */
    async signIn(inbound: SignInIn, means: TurnMeans) {
      const { resume, ...answer } = await signIns.answer(inbound);
      if (resume) {
        const { id, ...conversation } = inbound.conversation;
        const deliver = async () => {
          const outgoing = await findAnswer(resume, means);
          await reach('post', { ...conversation, conversationId: id }, (context) =>
            deliverAnswer(context, resume, outgoing, means),
          );
        };
        goOn(
          deliver().catch((err: unknown) =>
            log.error({ err }, 'the question that waited for a sign-in could not be answered'),
          ),
        );
      }
      return answer;
    },
  };
}
