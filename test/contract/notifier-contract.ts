import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DeliveryError,
  type Notice,
  type Notifier,
  type Target,
} from '../../src/ports/notifier.ts';

/** A message as people of the conversation see it now. */
export interface Visible {
  readonly activityId: string;
  readonly conversationId: string;
  /** Under which message it stands, when it is a reply. */
  readonly replyTo?: string;
  readonly card: unknown;
  readonly summary: unknown;
}

/** A notifier, a place it can send to, and a way to look there. */
export interface NotifierWorld {
  readonly notifier: Notifier;
  readonly target: Target;
  visible(): readonly Visible[];
  /** The next request is answered so. */
  fail(fault: { status: number; code?: string; retryAfter?: string } | 'reset'): void;
  /** Requests that reached the channel so far. */
  attempts(): number;
  close(): Promise<void>;
}

const notice = (text: string): Notice => ({
  text,
  card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
});

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(DeliveryError);
  return thrown as DeliveryError;
}

/** What every notifier must do, whatever it sends through. */
export function notifierContract(name: string, setUp: () => Promise<NotifierWorld>): void {
  describe(`notifier: ${name}`, () => {
    let world: NotifierWorld;
    beforeEach(async () => {
      world = await setUp();
    });
    afterEach(() => world.close());

    it('posts a new message of its own, not a reply, and gives its id', async () => {
      const { activityId } = await world.notifier.post(world.target, notice('blocked'));
      expect(world.visible()).toMatchObject([
        { activityId, conversationId: world.target.conversationId, summary: 'blocked' },
      ]);
      expect(world.visible()[0]?.replyTo).toBeUndefined();
      expect(world.visible()[0]?.card).toEqual(notice('blocked').card);
    });

    it('starts a new post when the target was taken from a thread', async () => {
      const thread = {
        ...world.target,
        conversationId: `${world.target.conversationId};messageid=17`,
      };
      await world.notifier.post(thread, notice('blocked'));
      expect(world.visible()[0]?.conversationId).toBe(world.target.conversationId);
    });

    it('posts below a message of a channel, in its thread', async () => {
      const { activityId } = await world.notifier.post(world.target, notice('blocked'));
      await world.notifier.reply(world.target, activityId, notice('nobody is on it'));
      expect(world.visible()).toMatchObject([
        { summary: 'blocked' },
        {
          summary: 'nobody is on it',
          conversationId: `${world.target.conversationId};messageid=${activityId}`,
        },
      ]);
    });

    it('posts the next message in a chat, which has no threads', async () => {
      const chat = { ...world.target, kind: 'groupChat' as const };
      await world.notifier.reply(chat, '17', notice('nobody is on it'));
      expect(world.visible()).toMatchObject([{ conversationId: chat.conversationId }]);
    });

    it('edits the message in place', async () => {
      const { activityId } = await world.notifier.post(world.target, notice('1 sign-in'));
      await world.notifier.update(world.target, activityId, notice('2 sign-ins'));
      expect(world.visible()).toMatchObject([{ activityId, summary: '2 sign-ins' }]);
    });

    it('removes the message', async () => {
      const { activityId } = await world.notifier.post(world.target, notice('blocked'));
      await world.notifier.remove(world.target, activityId);
      expect(world.visible()).toEqual([]);
    });

    it('tries once only, so that a lost answer makes no second message', async () => {
      for (const status of [429, 500, 503, 504]) {
        const before = world.attempts();
        world.fail({ status, retryAfter: '0' });
        await failureOf(world.notifier.post(world.target, notice('blocked')));
        expect(world.attempts() - before).toBe(1);
      }
    });

    it('hands on how long the channel asks to wait', async () => {
      world.fail({ status: 429, retryAfter: '17' });
      const error = await failureOf(world.notifier.post(world.target, notice('blocked')));
      expect(error).toMatchObject({ kind: 'retry', status: 429, retryAfterSeconds: 17 });
    });

    it('takes a cut connection for something that may pass', async () => {
      world.fail('reset');
      const error = await failureOf(world.notifier.post(world.target, notice('blocked')));
      expect(error).toMatchObject({ kind: 'retry', status: undefined });
    });

    it.each([
      [400, undefined, 'refused', 'refused'],
      [400, 'BotNotInConversationRoster', 'gone', 'gone'],
      [401, undefined, 'retry', 'retry'],
      [403, 'MessageWritesBlocked', 'gone', 'gone'],
      [403, undefined, 'gone', 'gone'],
      [404, 'ConversationNotFound', 'gone', 'gone'],
      [404, 'ActivityNotFoundInConversation', 'gone', 'lost'],
      [404, undefined, 'gone', 'lost'],
      [408, undefined, 'retry', 'retry'],
      [409, undefined, 'refused', 'refused'],
      [410, undefined, 'gone', 'lost'],
      [412, undefined, 'retry', 'retry'],
      [413, 'MessageSizeTooBig', 'refused', 'refused'],
      [429, undefined, 'retry', 'retry'],
      [500, undefined, 'retry', 'retry'],
      [501, undefined, 'refused', 'refused'],
      [502, undefined, 'retry', 'retry'],
      [503, undefined, 'retry', 'retry'],
      [504, undefined, 'retry', 'retry'],
    ])('reads %i %s as %s for a post and %s for an edit', async (status, code, post, edit) => {
      world.fail({ status, code });
      const posted = await failureOf(world.notifier.post(world.target, notice('blocked')));
      expect(posted).toMatchObject({ kind: post, status });
      world.fail({ status, code });
      const edited = await failureOf(world.notifier.update(world.target, 'x', notice('blocked')));
      expect(edited).toMatchObject({ kind: edit, status });
      world.fail({ status, code });
      const removed = await failureOf(world.notifier.remove(world.target, 'x'));
      expect(removed).toMatchObject({ kind: edit, status });
    });
  });
}
