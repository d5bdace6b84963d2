import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('help', () => {
  it('lists what the asker may do, and no more', async () => {
    const reader = await createWorld({ level: 'reader' }).ask('help');
    expect(reader.text.split('\n')).toEqual(
      expect.arrayContaining(['signins', 'alerts', 'whoami']),
    );
    expect(reader.text.split('\n')).not.toContain('alerts here');
    const operator = await createWorld({ level: 'operator' }).ask('help');
    expect(operator.text.split('\n')).toContain('alerts here');
  });

  it('says to somebody without a level where to look', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('help');
    expect(text).toContain('whoami');
    expect(text.split('\n')).not.toContain('signins');
  });

  it('tells one command with everything that may be added and lines that work', async () => {
    const { text } = await createWorld().ask('help SIGNINS');
    for (const words of [
      ...['for <person>', 'failed', 'app <name>', 'ip <address>', 'non-interactive'],
      ...['since yesterday', 'top <1-500>', 'signins for alice blocked last 2h', 'readers and up'],
    ]) {
      expect(text).toContain(words);
    }
  });

  it('tells a command of two words', async () => {
    expect((await createWorld().ask('help alerts off')).text).toContain('operators and up');
  });

  it('offers the nearest command for a mistyped one', async () => {
    const { text } = await createWorld().ask('help singins');
    expect(text).toContain('There is no command “singins”. Did you mean “signins”?');
  });

  it('opens a command, and lets a person try its examples in a message of their own', async () => {
    const world = createWorld();
    const opened = await world.press(await world.ask('help'), 'Recent sign-ins');
    expect(opened.mode).toBe('replace');
    expect(opened.text).toContain('top <1-500>');
    const tried = await world.press(await world.ask('help'), 'signins for alice');
    expect(tried).toMatchObject({
      mode: 'message',
      text: expect.stringContaining('Alice Example'),
    });
  });

  it('asks nothing of Graph', async () => {
    const world = createWorld();
    await world.ask('help');
    expect(world.graphQuestions()).toBe(0);
  });
});
