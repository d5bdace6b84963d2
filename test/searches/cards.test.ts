import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { DeliveryError } from '../../src/ports/notifier.ts';
import { aQuestion, inWorld, olga, place } from './world.ts';

const found = 'finished: a b c d e';

describe('the card of a search', () => {
  it('is posted anew where its message is no more', () =>
    inWorld(async ({ ask, run, messages }) => {
      await ask('message-1');
      messages.shown.delete('message-1');
      await run(30);
      expect([...messages.shown.values()]).toEqual([`olga: ${found}`]);
      expect(messages.calls.filter((call) => call.startsWith('post'))).toHaveLength(1);
    }));

  it('waits as long as Teams asks to', () =>
    inWorld(async ({ ask, run, messages }) => {
      await ask('message-1');
      await run(3);
      messages.failures.push(new DeliveryError('retry', 'busy', { retryAfterSeconds: 60 }));
      await run(50);
      expect(messages.shown.get('message-1')).not.toContain('finished');
      await run(60);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
    }));

  it('is left where the conversation refuses the bot, and the search goes on', () =>
    inWorld(async ({ ask, run, messages, job, store }) => {
      const { id, tenantId } = await ask('message-1');
      messages.failures.push(new DeliveryError('gone', 'blocked'));
      await run(30);
      expect(messages.calls).toEqual([]);
      expect(await store.searches.watchers(tenantId)).toEqual([]);
      expect((await job(id)).state).toBe('finished');
    }));

  it('is updated when its message is told of only after the end', () =>
    inWorld(async ({ desk, run, messages }) => {
      const job = await desk.ask(aQuestion(), olga, false);
      await run(30);
      messages.shown.set('late', 'searching');
      const card = { asker: olga, timeZone: 'UTC', line: 'x', askedAt: job.createdAt };
      await desk.watch(job, { ...card, place: place('late') });
      await run(1);
      expect(messages.shown.get('late')).toBe(`olga: ${found}`);
    }));

  it('waits while the rights of its asker can’t be told', async () => {
    let asked = 0;
    const draw = async () => {
      asked += 1;
      if (asked < 3) throw new AppError('access-unknown', 'Not now.', { retryable: true });
      return { card: { type: 'AdaptiveCard' as const }, text: 'the answer' };
    };
    await inWorld(
      async ({ ask, run, messages }) => {
        await ask('message-1');
        await run(60);
        expect(messages.calls.at(-1)).toBe('update the answer');
      },
      { draw },
    );
  });
});
