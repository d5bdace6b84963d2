import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('snooze end', () => {
  it('ends one of a person at once by its button', async () => {
    const world = createWorld({ level: 'operator' });
    const list = await world.ask('snooze alice for 2d because x');
    expect((await world.press(list, 'End it')).text).toContain(
      '🔔 No longer snoozed: Alice Example',
    );
    expect(world.silencing.kept[0]?.ended).toMatchObject({ by: 'Olga Operator' });
  });

  it('asks again before a far-reaching one ends', async () => {
    const world = createWorld({ level: 'operator' });
    const far = await world.ask('snooze rule ca-block for 2d because known');
    const list = await world.press(far, 'Snooze it');
    const sure = await world.press(list, 'End it');
    expect(world.silencing.kept[0]?.ended).toBeUndefined();
    expect((await world.press(sure, 'Leave it')).text).toContain('rule ca-block');
    await world.press(sure, 'End it');
    expect(world.silencing.kept[0]?.ended).toBeDefined();
  });

  it('says that it is over when somebody else ended it before', async () => {
    const world = createWorld({ level: 'operator' });
    const list = await world.ask('snooze alice for 2d because x');
    await world.press(list, 'End it');
    expect((await world.press(list, 'End it')).text).toContain('over already');
  });
});
