import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('run', () => {
  it('checks the rights anew', async () => {
    const world = createWorld();
    await world.ask('signins');
    await world.ask('save as check');
    world.standing.level = 'none';
    expect((await world.ask('run check')).text).toContain('🔒');
  });

  it('offers the nearest name, and the list without one', async () => {
    const { ask } = createWorld();
    await ask('signins');
    await ask('save as morning-check');
    expect((await ask('run morning-chekc')).text).toContain('Did you mean “morning-check”?');
    expect((await ask('run')).text).toContain('morning-check');
  });

  it('becomes the last question of the conversation', async () => {
    const { ask } = createWorld();
    await ask('signins failed last 2h');
    await ask('save as check');
    await ask('signins');
    await ask('run check');
    expect((await ask('blocked')).text).toContain('last 2 hours');
  });
});
