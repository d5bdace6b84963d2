import { LRUCache } from 'lru-cache';
import type { CardPlace, Inbound, Outgoing } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { DeliveryError, type Target, targetIn } from '../ports/notifier.ts';
import { withoutThread } from '../ports/subscriptions.ts';
import { excuse } from './answer.ts';
import { toCardActivity } from './card-activity.ts';
import { insist } from './insist.ts';
import type { OpenPersonal } from './personal-chat.ts';
import type { Reach } from './reach.ts';
import { type Targeted, threadOf } from './targeted.ts';
import type { TurnTimes } from './turn-times.ts';

export interface PrivateAnswersParts {
  readonly reach: Reach;
  readonly targeted: Targeted;
  readonly openPersonal: OpenPersonal;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: TurnTimes;
}

/** Puts an answer where its asker alone sees it. Rejects where not even a sentence could be left in the thread. */
export type AnswerPrivately = (inbound: Inbound, outgoing: Outgoing) => Promise<void>;

const mostPlaces = 2_000;
const learntForMs = 6 * 60 * 60_000;

/** True where what was asked among others is to reach its asker alone. */
export function isPrivate(
  { conversation }: Pick<Inbound, 'conversation'>,
  { audience }: Pick<Outgoing, 'audience'>,
): boolean {
  return conversation.kind !== 'personal' && audience !== 'everybody';
}

function personalPlace({ conversation }: Inbound, chat: Target, activityId: string): CardPlace {
  const { tenantId, serviceUrl, bot } = conversation;
  const own = { id: chat.conversationId, kind: 'personal', tenantId, serviceUrl, bot } as const;
  return { conversation: own, activityId };
}

/** Words that say nothing of whom and what it was about. */
function noteFor({ asker }: Inbound) {
  return { type: 'message', text: `Answered ${asker.name} privately.` };
}

function sorryFor({ asker, conversation }: Inbound) {
  const bot = conversation.bot.name ?? 'this bot';
  return {
    type: 'message',
    text: `${asker.name}, the answer is for you alone, and I can’t reach you. Add ${bot} for yourself (Apps in Teams) or write to it once in a chat of your own, then ask again.`,
  };
}

/**
 * A targeted message where the service has them, else the asker's own chat with the bot; then a note in the thread.
 * A service that has none may take one for an ordinary message and show it to all. So what a service does is learnt
 * first, with the note as a targeted message for nobody: refused (400) by one that has them, shown by one that has not.
 */
export function createPrivateAnswers(parts: PrivateAnswersParts): AnswerPrivately {
  const { reach, targeted, openPersonal, clock, log, times } = parts;
  const hasTargeted = new LRUCache<string, boolean>({
    max: mostPlaces,
    ttl: learntForMs,
    perf: { now: () => clock.now().getTime() },
  });

  const say = ({ conversation }: Inbound, words: { type: string; text: string }) =>
    reach(
      'post',
      targetIn(conversation),
      (context) => context.sendActivity(words),
      threadOf(conversation.id),
    );

  /** One card, or in its place a sentence where Teams refuses the card itself. */
  async function sendCard<Sent>(
    outgoing: Outgoing,
    send: (activity: ReturnType<typeof toCardActivity>) => Promise<Sent>,
  ): Promise<Sent> {
    try {
      return await insist(() => send(toCardActivity(outgoing)), times);
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError) || thrown.status !== 413) throw thrown;
      const sorry = excuse(log, 'Teams did not take the answer’s card.', thrown);
      return insist(() => send(toCardActivity(sorry)), times);
    }
  }

  /** Whether the service has targeted messages here; the id of the note where asking for that has left it there. */
  async function learn(inbound: Inbound): Promise<{ isTargeted: boolean; noteId?: string }> {
    const { id } = inbound.conversation;
    const key = `${inbound.conversation.tenantId} ${withoutThread(id)}`;
    const known = hasTargeted.get(key);
    if (known !== undefined) return { isTargeted: known };
    const note = noteFor(inbound);
    try {
      const target = targetIn(inbound.conversation);
      const shown = await insist(() => targeted.post(target, note, undefined), times);
      hasTargeted.set(key, false);
      return { isTargeted: false, noteId: shown.activityId };
    } catch (thrown) {
      const status = thrown instanceof DeliveryError ? thrown.status : undefined;
      const isRefused = status !== undefined && status < 500 && status !== 429;
      if (isRefused || status === 501) hasTargeted.set(key, status === 400);
      return { isTargeted: status === 400 };
    }
  }

  async function inPlace(inbound: Inbound, outgoing: Outgoing): Promise<CardPlace | undefined> {
    const { conversation, asker } = inbound;
    const recipient = { id: asker.channelUserId, name: asker.name };
    try {
      const { activityId } = await sendCard(outgoing, (activity) =>
        targeted.post(targetIn(conversation), activity, recipient),
      );
      return { conversation, activityId, onlyFor: recipient };
    } catch (err) {
      hasTargeted.set(`${conversation.tenantId} ${withoutThread(conversation.id)}`, false);
      log.warn({ err }, 'Teams took no message for one person; her own chat is used');
      return undefined;
    }
  }

  async function inPersonalChat(
    inbound: Inbound,
    outgoing: Outgoing,
  ): Promise<CardPlace | undefined> {
    try {
      const chat = await insist(() => openPersonal(inbound.asker, inbound.conversation), times);
      const sent = await sendCard(outgoing, (activity) =>
        reach('post', chat, (context) => context.sendActivity(activity)),
      );
      return personalPlace(inbound, chat, sent?.id ?? '');
    } catch (err) {
      log.warn({ err, asker: inbound.asker.id }, 'a private answer did not reach its asker');
      return undefined;
    }
  }

  async function leaveSorry(inbound: Inbound, noteId: string | undefined): Promise<void> {
    const sorry = sorryFor(inbound);
    if (noteId === undefined) {
      await insist(() => say(inbound, sorry), times);
      return;
    }
    await insist(
      () =>
        reach('update', targetIn(inbound.conversation), async (context) => {
          await context.updateActivity({ ...sorry, id: noteId });
        }),
      times,
    );
  }

  return async (inbound, outgoing) => {
    const { isTargeted, noteId } = await learn(inbound);
    const seen = isTargeted ? await inPlace(inbound, outgoing) : undefined;
    const place = seen ?? (await inPersonalChat(inbound, outgoing));
    if (place === undefined) return leaveSorry(inbound, noteId);
    await outgoing.placed?.(place);
    // Who pressed a button knows that she did, and the others need not; who finds her answer elsewhere is told so.
    const isNoted = noteId === undefined && (inbound.kind === 'message' || seen === undefined);
    if (!isNoted) return;
    await insist(() => say(inbound, noteFor(inbound)), times).catch((err: unknown) => {
      log.warn({ err }, 'the note about a private answer was not left in the thread');
    });
  };
}
