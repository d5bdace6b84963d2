import { describe, expect, it } from '@jest/globals';
import { asker, createWorld } from './world.ts';

describe('saved', () => {
  it('lists what the asker saved, each to run or to forget', async () => {
    const world = createWorld();
    await world.ask('signins failed');
    await world.ask('save as check');
    const list = await world.ask('saved');
    expect(list.text).toContain('signins failed');
    expect((await world.press(list, 'Run')).text).toContain('Failed sign-ins');
    expect((await world.press(list, 'Forget')).text).toContain('“check” is forgotten.');
    expect((await world.ask('saved')).text).toContain('save as morning-check');
  });

  it('turns pages when there are many', async () => {
    const world = createWorld();
    await world.ask('signins failed');
    for (let at = 1; at <= 8; at += 1) await world.ask(`save as check ${at}`);
    const first = await world.ask('saved');
    expect(first.text).not.toContain('check 8');
    const second = await world.press(first, 'More');
    expect(second.text).toContain('check 8');
    expect((await world.press(second, 'Before')).text).toContain('check 1');
  });

  it('shows nobody what another saved', async () => {
    const world = createWorld();
    await world.ask('signins failed');
    await world.ask('save as check');
    const another = { ...asker, id: 'cccccccc-0000-4000-8000-000000000001' };
    const { text } = await world.ask('saved', { asker: another });
    expect(text).not.toContain('signins failed');
  });
});
