import { describe, expect, it } from '@jest/globals';
import { signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { asker, channel, createWorld } from './world.ts';

const personal = { ...channel, id: 'a:olga', kind: 'personal' } as const;

describe('answers here', () => {
  it('opens the place for all to read, which whoami then says with who did it', async () => {
    const world = createWorld({ level: 'admin' });
    expect((await world.ask('whoami')).text).toContain('go to whoever asks, alone');
    const opened = await world.ask('answers here');
    expect(opened.text).toContain('This channel is open: answers are given for all to read.');
    expect(opened.text).toContain('“answers off” ends it');
    expect((await world.ask('whoami')).text).toContain('read by all: Olga Operator opened');
    expect((await world.ask('answers here')).text).toContain('open already');
  });

  it('opens nothing for an operator, nor in a chat of her own', async () => {
    const operator = createWorld({ level: 'operator' });
    expect((await operator.ask('answers here')).text).toContain('is for admins');
    const alone = createWorld({ level: 'admin' });
    const { text } = await alone.ask('answers here', { conversation: personal });
    expect(text).toContain('alone with me');
    expect([operator.openChannels.kept.size, alone.openChannels.kept.size]).toEqual([0, 0]);
    expect((await alone.ask('whoami', { conversation: personal })).text).not.toContain('Answers');
  });

  it('is written down with who said it and where, and so is its end', async () => {
    const world = createWorld({ level: 'admin' });
    await world.ask('answers here');
    expect((await world.ask('answers off')).text).toContain('alone, from now on');
    expect((await world.ask('answers off')).text).toContain('alone, as before');
    const kept = { by: { id: asker.id }, where: { conversationId: channel.id } };
    expect(world.looks.all()).toMatchObject([
      { ...kept, command: 'answers here', outcome: 'answered' },
      { ...kept, command: 'answers off', outcome: 'answered' },
      { ...kept, command: 'answers off' },
    ]);
  });
});

describe('the last question of a channel', () => {
  it('is changed by its asker alone where answers are hers alone', async () => {
    const world = createWorld({ level: 'admin', records: [ago(1, signInRecord)] });
    const bob = {
      id: 'b0b00000-0000-4000-8000-000000000002',
      name: 'Bob',
      channelUserId: '29:bob',
    };
    await world.ask('signins for alice');
    expect((await world.ask('blocked', { asker: bob })).text).not.toContain('Alice Example');
    expect((await world.ask('blocked')).text).toContain('Alice Example');
    const hers = await world.ask('blocked', { conversation: personal });
    expect(hers.text).toContain('Alice Example');
    await world.ask('answers here');
    await world.ask('signins for alice');
    expect((await world.ask('blocked', { asker: bob })).text).toContain('Alice Example');
  });
});
