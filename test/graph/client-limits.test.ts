import { describe, expect, it } from '@jest/globals';
import { createBudget } from '../../src/graph/budget.ts';
import { failureOf, openClient } from './open-client.ts';
import { startTime } from './open-graph.ts';
import { untilTestEnds } from './opened.ts';
import { refusal } from './scripted-server.ts';
import { createSteadyClock } from './steady-clock.ts';

const open = untilTestEnds(openClient);

describe('the request budget', () => {
  it('is kept by tries too, and pauses as long as Graph asks', async () => {
    const clock = createSteadyClock(startTime);
    const budget = createBudget({ most: 1, perMs: 10_000, clock, sleep: clock.sleep });
    const starts: number[] = [];
    const opened = await open(
      (turn) => {
        starts.push(clock.now().getTime() - startTime.getTime());
        return turn === 0 ? refusal(429, 'TooManyRequests', 'x', '12') : { body: {} };
      },
      { clock, sleep: clock.sleep, budgetOf: () => budget },
    );
    await opened.ask();
    await opened.ask();
    expect(starts).toEqual([0, 12_125, 22_125]);
  });

  it('that stands still for long is told at once, with the seconds left', async () => {
    const clock = createSteadyClock(startTime);
    const budget = createBudget({ most: 4, perMs: 10_000, clock, sleep: clock.sleep });
    const { ask, received } = await open([refusal(429, 'TooManyRequests', 'x', '300')], {
      clock,
      sleep: clock.sleep,
      budgetOf: () => budget,
    });
    await failureOf(ask());
    clock.advance(60_000);
    expect(await failureOf(ask())).toMatchObject({ code: 'throttled', retryAfterSeconds: 240 });
    expect(received).toHaveLength(1);
  });

  it('that is used up until the caller’s time is over is told as throttling', async () => {
    const clock = createSteadyClock(startTime);
    const never = {
      take: () => Promise.reject(new Error('over')),
      pause: () => undefined,
      pausedForMs: () => 0,
    };
    const { ask, received } = await open([], { clock, budgetOf: () => never });
    expect(await failureOf(ask())).toMatchObject({ code: 'throttled' });
    expect(received).toHaveLength(0);
  });
});

describe('credentials', () => {
  it('that are refused are told with the next step, and tried once', async () => {
    let asked = 0;
    const { ask, received } = await open([], {
      credential: {
        getToken: async () => {
          asked += 1;
          throw new Error('AADSTS7000222: The provided client secret keys are expired.');
        },
      },
    });
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ code: 'credentials-refused' });
    expect(failure.hint).toContain('AZURE_CLIENT_SECRET');
    expect([asked, received.length]).toEqual([1, 0]);
  });

  it('that take too long do not hold the caller', async () => {
    const { ask } = await open([], {
      timeoutMs: { person: 30, card: 30, poll: 30 },
      credential: { getToken: () => new Promise(() => undefined) },
    });
    expect(await failureOf(ask())).toMatchObject({ code: 'timed-out' });
  });
});
