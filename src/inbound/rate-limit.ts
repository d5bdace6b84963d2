import { LRUCache } from 'lru-cache';
import { text } from '../domain/record.ts';
import type { ComposeIn, Inbound } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Pace, Paced } from '../ports/rate-limit.ts';

/** A bucket of questions: what was asked is taken out, time puts it back. */
interface Bucket {
  left: number;
  filledAt: number;
  /** When its owner was last told to wait. */
  toldAt: number;
}

interface Size {
  readonly burst: number;
  readonly perMinute: number;
}

interface Limits {
  readonly clock: Clock;
  /** Questions a minute that one person may go on asking; a conversation may twice as many. */
  readonly perMinute: number;
}

/** What may be asked at once, as a share of a minute's questions: somebody who clicks through all tabs is no flood. */
const burstShare = 2 / 3;
/** One letter typed into a search; each comes as a question of its own. */
const letterCost = 0.25;
const mostRemembered = 10_000;
const sayAgainAfterMs = 10_000;
const minuteMs = 60_000;

const free = /^\s*((help|whoami)\b.*|(hi|hello|hey)[!. ]*)?$/is;

/** What it costs to answer, in questions; help, whoami and what asks nothing of the tenant cost none. */
function costOf(inbound: Inbound | ComposeIn): number {
  switch (inbound.kind) {
    case 'message':
      return free.test(inbound.text) ? 0 : 1;
    case 'action':
      return inbound.data.do !== 'case' && free.test(text(inbound.data.ask) ?? '') ? 0 : 1;
    case 'search':
      return inbound.text === '' ? 0 : letterCost;
    case 'pick':
    case 'link':
      return 1;
    default:
      return 0;
  }
}

function createBuckets({ burst, perMinute }: Size, clock: Clock) {
  const buckets = new LRUCache<string, Bucket>({ max: mostRemembered });
  const perMs = perMinute / minuteMs;
  return {
    /** The bucket as it is now. */
    of(key: string): Bucket {
      const at = clock.now().getTime();
      const bucket = buckets.get(key) ?? { left: burst, filledAt: at, toldAt: -Infinity };
      bucket.left = Math.min(burst, bucket.left + Math.max(0, at - bucket.filledAt) * perMs);
      bucket.filledAt = at;
      buckets.set(key, bucket);
      return bucket;
    },
    waitMs: (bucket: Bucket, cost: number) => Math.max(0, (cost - bucket.left) / perMs),
  };
}

const seconds = (ms: number) => {
  const count = Math.max(1, Math.ceil(ms / 1000));
  return count === 1 ? '1 second' : `${count} seconds`;
};

/**
 * Keeps a stuck client or a hostile person from spending the tenant's Graph budget: so many questions a minute
 * for each person and for each conversation. What is refused is not counted.
 */
export function createRateLimit({ clock, perMinute }: Limits): Pace {
  const sizeOf = (most: number): Size => ({
    burst: Math.max(1, Math.round(most * burstShare)),
    perMinute: most,
  });
  const people = createBuckets(sizeOf(perMinute), clock);
  const conversations = createBuckets(sizeOf(perMinute * 2), clock);

  function refuse(bucket: Bucket, waitMs: number, who: string): Paced {
    const at = clock.now().getTime();
    const isSaid = at - bucket.toldAt < sayAgainAfterMs;
    if (!isSaid) bucket.toldAt = at;
    return { ok: false, isSaid, sentence: `${who} Ask again in ${seconds(waitMs)}.` };
  }

  return (inbound) => {
    const cost = costOf(inbound);
    if (cost === 0) return { ok: true };
    const person = people.of(inbound.asker.id);
    const conversation = conversations.of(inbound.conversation.id);
    const personWaits = people.waitMs(person, cost);
    if (personWaits > 0) {
      return refuse(person, personWaits, `You may ask ${perMinute} questions a minute.`);
    }
    const allWait = conversations.waitMs(conversation, cost);
    if (allWait > 0) {
      const who = `This conversation may ask ${perMinute * 2} questions a minute.`;
      return refuse(conversation, allWait, who);
    }
    person.left -= cost;
    conversation.left -= cost;
    return { ok: true };
  };
}
