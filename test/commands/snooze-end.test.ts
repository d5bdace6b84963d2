import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('snooze end', () => {
  it('names what it ends, and ends it when that is confirmed', async () => {
    const world = createWorld({ level: 'operator' });
    const list = await world.ask('snooze alice for 2d because x');
    const sure = await world.press(list, 'End it');
    expect(sure.text).toContain('End the snooze of Alice Example?');
    expect(world.silencing.kept[0]?.ended).toBeUndefined();
    const ended = await world.press(sure, 'End it');
    expect(ended.text).toContain('🔔 No longer snoozed: Alice Example');
    expect(world.silencing.kept[0]?.ended).toMatchObject({ by: 'Olga Operator' });
  });

  it('may be left after all', async () => {
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
    const sure = await world.press(list, 'End it');
    await world.press(sure, 'End it');
    for (const card of [list, sure]) {
      expect((await world.press(card, 'End it')).text).toContain('over already');
    }
  });
});
