import { describe, expect, it } from '@jest/globals';
import { theCase } from '../alerts/builders.ts';
import { noon } from '../builders.ts';
import { channel, createWorld, tenantId } from './world.ts';

const thread = { ...channel, id: `${channel.id};messageid=1700000000000` };

describe('alerts here', () => {
  it('subscribes the channel, not the thread it was typed in', async () => {
    const world = createWorld({ level: 'operator' });
    const answer = await world.ask('alerts here', { conversation: thread });
    expect(answer.text).toMatch(/This channel.* receives alerts now/);
    expect([...world.subscriptions.kept.values()]).toEqual([
      {
        target: {
          conversationId: channel.id,
          serviceUrl: channel.serviceUrl,
          tenantId,
          kind: 'channel',
          bot: channel.bot,
        },
        name: 'Security',
        createdBy: { id: 'bbbbbbbb-0000-4000-8000-000000000001', name: 'Olga Operator' },
        createdAt: world.time.now,
      },
    ]);
  });

  it('gets brief cards when asked to, and says so until it is to get full ones', async () => {
    const world = createWorld({ level: 'operator' });
    expect((await world.ask('alerts here')).text).toContain('Cards say all that is known');
    expect((await world.ask('alerts here brief')).text).toContain('In brief: cards name rule');
    expect((await world.ask('alerts here')).text).toContain('In brief: cards name rule');
    const [own] = [...world.subscriptions.kept.values()];
    expect(own?.target.detail).toBe('brief');
    expect((await world.ask('alerts here full')).text).toContain('Cards say all that is known');
  });

  it('says by which name the rules file may route alerts here', async () => {
    const world = createWorld({ level: 'operator' });
    const unnamed = { ...thread, name: undefined };
    expect((await world.ask('alerts here')).text).toContain('its name is: Security');
    const { text } = await world.ask('alerts here', { conversation: unnamed });
    expect(text).toContain(`its name is: ${channel.id}`);
  });

  it('says so when the channel receives them already', async () => {
    const world = createWorld({ level: 'operator' });
    await world.ask('alerts here', { conversation: thread });
    const { text } = await world.ask('alerts here');
    expect(text).toMatch(/This channel.* receives alerts already/);
    expect(world.subscriptions.kept.size).toBe(1);
  });

  it('revives a channel that Teams had refused', async () => {
    const world = createWorld({ level: 'operator' });
    await world.ask('alerts here');
    const [[key, known] = []] = [...world.subscriptions.kept];
    if (key === undefined || known === undefined) throw new Error('nothing was subscribed');
    world.subscriptions.kept.set(key, { ...known, dead: { at: noon, reason: 'bot removed' } });
    expect((await world.ask('alerts here')).text).toContain('receives alerts now');
    expect(world.subscriptions.kept.get(key)?.dead).toBeUndefined();
  });

  it('tells of cases that are open already, and says nothing of none', async () => {
    const world = createWorld({
      level: 'operator',
      cases: [theCase({ id: 'c1', key: 'k1' }), theCase({ id: 'c2', key: 'k2' })],
    });
    expect((await world.ask('alerts here')).text).toContain('2 cases are open already');
    const quiet = createWorld({ level: 'operator' });
    expect((await quiet.ask('alerts here')).text).not.toContain('open already');
  });

  it('names the place by its kind', async () => {
    const world = createWorld({ level: 'operator' });
    const inGroup = { ...channel, id: '19:group', kind: 'groupChat' as const };
    const alone = { ...channel, id: 'a:1', kind: 'personal' as const };
    expect((await world.ask('alerts here', { conversation: inGroup })).text).toContain('This chat');
    expect((await world.ask('alerts here', { conversation: alone })).text).toContain('you alone');
  });
});
