import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBudget, freeAt } from '../../src/graph/budget.ts';
import { type Priority, priorities } from '../../src/ports/read-options.ts';
import { startTime } from './open-graph.ts';
import { createSteadyClock } from './steady-clock.ts';

const limits = { most: 4, perMs: 10_000 };

describe('the instant at which a request may start', () => {
  it('never lets more start in any span than the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...priorities), fc.nat(4_000)), {
          maxLength: 60,
        }),
        (wishes) => {
          const starts: number[] = [];
          let now = 0;
          for (const [priority, later] of wishes) {
            now = Math.max(now + later, freeAt(starts, now + later, limits, priority));
            starts.push(now);
          }
          for (const start of starts) {
            const inSpan = starts.filter((one) => one >= start && one < start + limits.perMs);
            expect(inSpan.length).toBeLessThanOrEqual(limits.most);
          }
        },
      ),
    );
  });

  it('keeps one start for people when the poll is busy', () => {
    const starts = [1, 2, 3];
    expect(freeAt(starts, 10, limits, 'poll')).toBe(10_001);
    expect(freeAt(starts, 10, limits, 'person')).toBe(10);
  });

  it('is not lost in the future when the clock goes back', () => {
    expect(freeAt([50_000, 50_001, 50_002, 50_003], 0, limits, 'person')).toBe(0);
  });
});

describe('a budget', () => {
  const open = (most = 4) => {
    const clock = createSteadyClock(startTime);
    const budget = createBudget({ most, perMs: 10_000, clock, sleep: clock.sleep });
    const elapsed = () => clock.now().getTime() - startTime.getTime();
    return { budget, clock, elapsed };
  };

  it('lets the first requests start at once and the next when the span is over', async () => {
    const { budget, elapsed } = open();
    const starts: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      await budget.take('person');
      starts.push(elapsed());
    }
    expect(starts).toEqual([0, 0, 0, 0, 10_000, 10_000, 10_000, 10_000, 20_000]);
  });

  it('serves people before cards, and both before a poll that came earlier', async () => {
    const { budget } = open(1);
    await budget.take('person');
    const order: string[] = [];
    const take = (priority: Priority, name: string) =>
      budget.take(priority).then(() => order.push(name));
    await Promise.all([
      take('poll', 'poll 1'),
      take('poll', 'poll 2'),
      take('card', 'card'),
      take('person', 'person 1'),
      take('person', 'person 2'),
    ]);
    expect(order).toEqual(['person 1', 'person 2', 'card', 'poll 1', 'poll 2']);
  });

  it('stands still while the service wants to be left alone', async () => {
    const { budget, elapsed } = open();
    budget.pause(7);
    budget.pause(2);
    await budget.take('person');
    expect(elapsed()).toBe(7_000);
  });

  it('lets go of who gives up, and of her place', async () => {
    const clock = createSteadyClock(startTime);
    const wakers: (() => void)[] = [];
    const budget = createBudget({
      most: 1,
      perMs: 10_000,
      clock,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          wakers.push(() => {
            clock.advance(ms);
            resolve(undefined);
          });
        }),
    });
    await budget.take('person');
    const leaver = new AbortController();
    const left = budget.take('person', leaver.signal).catch((reason) => reason);
    const stayed = budget.take('poll');
    leaver.abort(new Error('gone'));
    expect(await left).toMatchObject({ message: 'gone' });
    await new Promise(setImmediate);
    wakers.at(-1)?.();
    await stayed;
    await expect(budget.take('person', AbortSignal.abort(new Error('late')))).rejects.toThrow(
      'late',
    );
  });

  it('lets a person start at once who comes while only the poll has to wait', async () => {
    const clock = createSteadyClock(startTime);
    const budget = createBudget({
      ...limits,
      clock,
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    const gone = new AbortController();
    for (const _ of [1, 2, 3]) await budget.take('poll');
    const polls = budget.take('poll', gone.signal).catch(() => 'gave up');
    await budget.take('person');
    expect(clock.now()).toEqual(startTime);
    gone.abort();
    expect(await polls).toBe('gave up');
  });
});
