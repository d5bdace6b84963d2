import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('help', () => {
  it('lists what the asker may do, and no more', async () => {
    const listed = async (level: 'reader' | 'operator') =>
      (await createWorld({ level }).ask('help')).text
        .split('\n')
        .flatMap((line) => line.split(' — ').slice(0, -1));
    expect(await listed('reader')).toEqual(expect.arrayContaining(['signins', 'alerts', 'whoami']));
    expect(await listed('reader')).not.toContain('alerts here');
    expect(await listed('operator')).toContain('alerts here');
  });

  it('groups what belongs together, and leaves out a group nobody may use', async () => {
    const titles = (await createWorld({ level: 'none' }).ask('help')).text.split('\n');
    expect(titles).toContain('The bot');
    expect(titles).not.toContain('Sign-ins');
    expect((await createWorld().ask('help')).text.split('\n')).toContain('Sign-ins');
  });

  it('says to somebody without a level where to look', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('help');
    expect(text).toContain('whoami');
    expect(text).not.toContain('signins — ');
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

  it('opens a group, and from there a command', async () => {
    const world = createWorld();
    const group = await world.press(await world.ask('help'), 'Sign-ins');
    expect(group).toMatchObject({ mode: 'replace' });
    expect(group.text).toContain('signins for alice');
    expect(group.text).not.toContain('policy');
    const opened = await world.press(group, 'Recent sign-ins');
    expect(opened.text).toContain('top <1-500>');
  });

  it('lets a person try an example in a message of its own', async () => {
    const world = createWorld();
    const tried = await world.press(await world.ask('help'), 'signins for alice');
    expect(tried).toMatchObject({
      mode: 'message',
      text: expect.stringContaining('Alice Example'),
    });
  });

  it('asks an example in a message of its own, or opens it in the compose box to be changed', async () => {
    const world = createWorld();
    const card = await world.ask('help signins');
    const tried = await world.press(card, 'Ask this');
    expect(tried).toMatchObject({ mode: 'message' });
    expect(tried.text).toContain('Alice Example');
    expect(JSON.stringify(card.card)).toContain(
      'https://teams.example/compose?message=signins%20for%20alice',
    );
  });

  it('asks nothing of Graph', async () => {
    const world = createWorld();
    await world.ask('help');
    expect(world.graphQuestions()).toBe(0);
  });

  it('tells somebody without a level what she may do, and whom to ask', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('help');
    expect(text).toContain('may ask “whoami” and “help” alone');
    expect(text).toContain('A reader is whoever holds one of: holders of reader.');
    expect(text).toContain('Ask whoever runs this bot');
    expect(text).not.toContain('Recent sign-ins');
  });
});
