import { describe, expect, it } from '@jest/globals';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

describe('who may ask', () => {
  it.each([
    ['signins for alice', 'none'],
    ['signin 66ea54eb-6301-4ee5-be62-ff5a759b0100', 'none'],
    ['policy block legacy', 'none'],
    ['alerts', 'none'],
    ['alerts here', 'reader'],
    ['alerts off', 'reader'],
  ] as const)('is refused “%s” at level %s before anything is looked up', async (line, level) => {
    const world = createWorld({ level });
    const answer = await world.ask(line);
    expect(answer.text).toContain('🔒');
    expect(world.graphQuestions()).toBe(0);
    expect(world.cases.asked).toBe(0);
    expect(world.subscriptions.kept.size).toBe(0);
  });

  it('is refused even where the arguments are wrong: mistakes tell nothing', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('signins top 0');
    expect(text).toContain('not for you yet');
  });

  it('is told what would let her, and where she stands', async () => {
    const none = await createWorld({ level: 'none' }).ask('signins');
    expect(none.text).toContain('“signins” is not for you yet');
    expect(none.text).toContain('holders of reader');
    expect(none.text).toContain('ACCESS_READERS');
    const reader = await createWorld({ level: 'reader' }).ask('alerts here');
    expect(reader.text).toContain('“alerts here” is for operators; you are a reader.');
    expect(reader.text).toContain('ACCESS_OPERATORS');
  });

  it('may with a higher level what a lower one may', async () => {
    for (const level of ['reader', 'operator', 'admin'] as const) {
      const { text } = await createWorld({ level }).ask('signins');
      expect(text).toContain('Sign-ins of the tenant');
    }
  });
});

describe('a line that is not understood', () => {
  it('comes with the nearest command and a line of it that works', async () => {
    const world = createWorld();
    const answer = await world.ask('sigins for alice');
    expect(answer.text).toContain('I don’t know “sigins”. Did you mean “signins for alice”?');
    const tried = await world.press(answer, 'signins for alice');
    expect(tried.text).toContain('Sign-ins of Alice Example');
  });

  it('comes with help when no command is like it', async () => {
    const answer = await createWorld().ask('xyzzyplugh');
    expect(answer.text).toContain('“help” lists what you may ask');
    expect(buttonsOf(answer.card).map(({ data }) => data.ask)).toContain('help');
  });

  it('is answered without a level, and shown as it was typed', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('**bold**_x_');
    expect(text).toContain('“**bold**_x_”');
  });

  it('comes with the sentence and an example when only an argument is wrong', async () => {
    const answer = await createWorld().ask('signins failed blocked');
    expect(answer.text).toContain('No sign-in is failed and blocked at once');
    expect(buttonsOf(answer.card).map(({ data }) => data.ask)).toContain('signins for alice');
  });

  it.each(['', '   ', 'hi', 'Hello!', 'good morning', 'Moin.'])(
    'is help when it is a greeting or nothing: “%s”',
    async (line) => {
      expect((await createWorld().ask(line)).text).toContain('What you may ask');
    },
  );

  it('is no greeting when it asks for something', async () => {
    expect((await createWorld().ask('high signins')).text).toContain('I don’t know “high”');
  });
});
