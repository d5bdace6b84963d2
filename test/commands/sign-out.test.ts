import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('sign out', () => {
  it('says that nobody signs in where the bot looks up with its own rights', async () => {
    const { text } = await createWorld().ask('sign out');
    expect(text).toContain('Nobody signs in here');
  });

  it('ends the sign-in of whoever asks, and says how to begin again', async () => {
    const gone: string[] = [];
    const world = createWorld({
      level: 'none',
      deps: { signOut: async ({ id }) => void gone.push(id) },
    });
    const { text } = await world.ask('/sign out');
    expect(text).toContain('You are signed out.');
    expect(gone).toHaveLength(1);
  });
});
