import { describe, expect, it } from '@jest/globals';
import { alice, createWorld } from './world.ts';

describe('travel', () => {
  it('silences one person in one country until she is back', async () => {
    const world = createWorld({ level: 'operator' });
    const answer = await world.ask('travel alice to FR until Friday');
    expect(world.silencing.kept).toMatchObject([
      {
        matcher: { user: { id: alice.id }, country: 'FR' },
        reason: 'travelling',
        until: new Date('2026-11-27T23:00:00Z'),
      },
    ]);
    expect(answer.text).toContain('Alice Example, from France');
  });

  it.each([
    ['travel alice until friday', 'Where to?'],
    ['travel to France until friday', 'Who is travelling?'],
    ['travel alice to Frence until friday', 'Did you mean “France”?'],
    ['travel alice to FR', 'Until when?'],
  ])('answers “%s” with the next step', async (line, words) => {
    const world = createWorld({ level: 'operator' });
    expect((await world.ask(line)).text).toContain(words);
    expect(world.silencing.kept).toEqual([]);
  });
});
