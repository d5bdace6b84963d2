import { describe, expect, it } from '@jest/globals';
import { channel, createWorld } from './world.ts';

describe('alerts off', () => {
  it('ends the alerts of the channel from any of its threads, and of no other', async () => {
    const world = createWorld({ level: 'operator' });
    const other = { ...channel, id: '19:other@thread.tacv2' };
    await world.ask('alerts here');
    await world.ask('alerts here', { conversation: other });
    const thread = { ...channel, id: `${channel.id};messageid=42` };
    const { text } = await world.ask('alerts off', { conversation: thread });
    expect(text).toContain('No more alerts here.');
    const left = [...world.subscriptions.kept.values()].map(({ target }) => target.conversationId);
    expect(left).toEqual([other.id]);
  });

  it('says so when none came here', async () => {
    const { text } = await createWorld({ level: 'operator' }).ask('alerts off');
    expect(text).toContain('No alerts came here anyway.');
  });
});
