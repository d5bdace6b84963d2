import { describe, expect, it } from '@jest/globals';
import { channel, createWorld } from './world.ts';

describe('answers off', () => {
  it('gives answers to the asker alone again, and says when it was so before', async () => {
    const world = createWorld({ level: 'admin' });
    await world.ask('answers here');
    expect((await world.ask('answers off')).text).toContain('alone, from now on');
    expect((await world.ask('whoami')).text).toContain('go to whoever asks, alone');
    expect((await world.ask('answers off')).text).toContain('alone, as before');
  });

  it('closes nothing for an operator', async () => {
    const world = createWorld({ level: 'admin' });
    await world.ask('answers here');
    world.standing.level = 'operator';
    expect((await world.ask('answers off')).text).toContain('is for admins');
    expect([...world.openChannels.kept.keys()].join()).toContain(channel.id);
  });
});
