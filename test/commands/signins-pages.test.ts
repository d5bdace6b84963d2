import { describe, expect, it } from '@jest/globals';
import { minutesAfter, signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { alice, createWorld } from './world.ts';

describe('signins: turning pages', () => {
  const records = Array.from({ length: 20 }, (_, at) =>
    ago(at + 1, signInRecord, { appDisplayName: `App ${String(at + 1).padStart(2, '0')}.` }),
  );
  const appsIn = (text: string): string[] => text.match(/App \d\d\./g) ?? [];

  it('shows every line once, newest first, and asks Graph once', async () => {
    const world = createWorld({ records });
    let answer = await world.ask('signins for alice');
    const seen = appsIn(answer.text);
    while (buttonsOf(answer.card).some(({ title }) => title === 'Older')) {
      answer = await world.press(answer, 'Older');
      expect(answer.mode).toBe('replace');
      seen.push(...appsIn(answer.text));
    }
    expect(seen).toEqual(records.map((_, at) => `App ${String(at + 1).padStart(2, '0')}.`));
    expect(world.signIns.asked).toHaveLength(1);
  });

  it('goes back to the same lines', async () => {
    const world = createWorld({ records });
    const first = await world.ask('signins for alice');
    const second = await world.press(first, 'Older');
    expect(await world.press(second, 'Newer')).toMatchObject({ text: first.text });
  });

  it('keeps to the moment it was asked: what arrives meanwhile moves no line', async () => {
    const world = createWorld({ records });
    const first = await world.ask('signins for alice');
    const expected = appsIn((await world.press(first, 'Older')).text);
    world.time.now = minutesAfter(world.time.now, 6);
    world.signIns.add(ago(-9, signInRecord, { appDisplayName: 'App 99.' }));
    const second = await world.press(first, 'Older');
    expect(appsIn(second.text)).toEqual(expected);
    const [earlier, later] = world.signIns.asked;
    expect(later?.query.window).toEqual(earlier?.query.window);
  });

  it('reads anew on Refresh', async () => {
    const world = createWorld({ records });
    const first = await world.ask('signins for alice');
    world.time.now = minutesAfter(world.time.now, 6);
    world.signIns.add(ago(-9, signInRecord, { appDisplayName: 'App 99.' }));
    const fresh = await world.press(first, 'Refresh');
    expect(appsIn(fresh.text)[0]).toBe('App 99.');
  });

  it('stays on the last page when a button asks for one that is not there', async () => {
    const world = createWorld({ records });
    await world.ask('signins for alice');
    for (const page of [99, -1, 0.5, 'x', '1e400']) {
      const answer = await world.send({ do: 'ask', ask: `signins for ${alice.id}`, page });
      expect(appsIn(answer.text).length).toBeGreaterThan(0);
    }
  });

  it('opens a line and comes back to its page', async () => {
    const world = createWorld({ records });
    const second = await world.press(await world.ask('signins for alice'), 'Older');
    const opened = await world.press(second, appsIn(second.text)[0] ?? '');
    expect(opened.text).toContain('Alice Example → App 07.');
    const back = await world.press(opened, 'Back');
    expect(back.text).toBe(second.text);
  });
});
