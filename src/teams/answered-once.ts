import { LRUCache } from 'lru-cache';
import type { ComposeIn, Inbound } from '../ports/chat.ts';

/** How long a token of the channel may live: until then, what it signed for can be sent again. */
const tokenLifeMs = 70 * 60_000;
/** A bot that is added, removed and added again says hello again. */
const joinedMs = 10 * 60_000;
const mostIds = 20_000;
/** How many answers are kept for a client that asks again because the first answer was lost. */
const mostAnswers = 200;
const answerMs = 2 * 60_000;

/** Teams delivers again what was not answered in time; an installation arrives as two activities. */
function identityOf({ activityId, conversation, kind }: Inbound | ComposeIn): string | undefined {
  if (kind === 'joined') return `joined ${conversation.id}`;
  return activityId === undefined ? undefined : `${conversation.id} ${activityId}`;
}

/**
 * Runs the turn of an activity once: who sends it again gets the same answer for two minutes, when it is the
 * same person, and later or as somebody else an empty one. A turn that failed may be tried again.
 */
export function createAnsweredOnce<Answer>(empty: Answer) {
  const ids = new LRUCache<string, string>({ max: mostIds, ttl: tokenLifeMs });
  const answers = new LRUCache<string, Promise<Answer>>({ max: mostAnswers, ttl: answerMs });

  return (inbound: Inbound | ComposeIn, run: () => Promise<Answer>): Promise<Answer> => {
    const identity = identityOf(inbound);
    if (identity === undefined) return run();
    const asker = ids.get(identity);
    if (asker !== undefined) {
      const before = asker === inbound.asker.id ? answers.get(identity) : undefined;
      return before ?? Promise.resolve(empty);
    }
    const turn = run();
    ids.set(identity, inbound.asker.id, {
      ttl: inbound.kind === 'joined' ? joinedMs : tokenLifeMs,
    });
    answers.set(identity, turn);
    turn.catch(() => {
      ids.delete(identity);
      answers.delete(identity);
    });
    return turn;
  };
}
