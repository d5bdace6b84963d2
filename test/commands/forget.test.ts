import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('forget', () => {
  it('drops a saved question, and says so when there is none of the name', async () => {
    const { ask } = createWorld();
    await ask('signins');
    await ask('save as check');
    expect((await ask('forget chek')).text).toContain('Did you mean “check”?');
    expect((await ask('forget CHECK')).text).toContain('is forgotten');
    expect((await ask('run check')).text).toContain('You have saved nothing as “check”.');
  });
});
