import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('snoozes', () => {
  it('say who, what, why, until when in the asker’s zone, and what was held back', async () => {
    const world = createWorld({ level: 'operator' });
    await world.ask('snooze alice until friday because travelling');
    const [silence] = world.silencing.kept;
    if (silence) world.silencing.kept[0] = { ...silence, heldBack: 12 };
    const { text } = await world.ask('snoozes', { timeZone: 'America/New_York' });
    expect(text).toContain('Alice Example');
    expect(text).toContain('Olga Operator: travelling');
    expect(text).toContain('Until 2026-11-27 18:00 (America/New_York) · 12 findings held back');
  });

  it('are paged, the one that ends first first', async () => {
    const world = createWorld({ level: 'operator' });
    for (let day = 9; day >= 1; day -= 1)
      await world.ask(`snooze alice for ${day}d because day ${day}`);
    const first = await world.ask('snoozes');
    expect(first.text).toContain('day 1');
    expect(first.text).not.toContain('day 7');
    expect((await world.press(first, 'More')).text).toContain('day 9');
  });

  it('show readers no button, and nobody an empty list', async () => {
    const world = createWorld({ level: 'operator' });
    expect((await world.ask('snoozes')).text).toContain('Nothing is snoozed');
    await world.ask('snooze alice for 2d because x');
    world.standing.level = 'reader';
    expect(JSON.stringify((await world.ask('snoozes')).card)).not.toContain('snooze end');
  });
});
