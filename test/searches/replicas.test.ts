import { describe, expect, it } from '@jest/globals';
import { inWorld, processOver, signal } from './world.ts';

const found = 'finished: a b c d e';

describe('two replicas', () => {
  it('submit a search once, whoever has the turn', () =>
    inWorld(async (world) => {
      const { ask, search, clock, messages } = world;
      const others = [processOver(world), processOver(world)];
      await ask('message-1');
      for (let second = 0; second < 40; second += 1) {
        await Promise.all(others.map(({ runner }) => runner.runSearches(signal)));
        await Promise.all(others.map(({ runner }) => runner.showSearches(signal)));
        clock.pass(1_000);
      }
      expect(search.submitted).toHaveLength(1);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
    }));

  it('submit it once even where both believe to have the turn', () =>
    inWorld(async (world) => {
      const { ask, search } = world;
      const leases = { acquire: async () => 1, release: async () => undefined };
      const others = [processOver(world, { leases }), processOver(world, { leases })];
      await ask('message-1');
      await Promise.all(others.map(({ runner }) => runner.runSearches(signal)));
      expect(search.submitted).toHaveLength(1);
    }));
});
