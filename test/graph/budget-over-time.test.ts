import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBudget } from '../../src/graph/budget.ts';
import { type Priority, priorities } from '../../src/ports/read-options.ts';
import { createDrivenClock } from './driven-clock.ts';

const perMs = 10_000;

interface Event {
  readonly atMs: number;
  readonly what: Priority | 'pause';
  /** Gives up after so long. */
  readonly patienceMs?: number;
}

interface Start {
  readonly priority: Priority;
  readonly cameAt: number;
  readonly at: number;
}

const pauseSeconds = 3;
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.record({
    atMs: fc.nat(20_000),
    what: fc.constantFrom<Event['what']>(...priorities, ...priorities, 'pause'),
    patienceMs: fc.option(fc.nat(15_000), { nil: undefined }),
  }),
  { maxLength: 25, size: 'max' },
);

/** Plays the events against a budget, in the order of time; tells who started when and who gave up. */
async function play(most: number, plan: readonly Event[]) {
  const clock = createDrivenClock();
  const now = () => clock.now().getTime();
  const budget = createBudget({ most, perMs, clock, sleep: clock.sleep });
  const starts: Start[] = [];
  const gaveUp: Event[] = [];
  const pauses: number[] = [];
  const leaving: Promise<void>[] = [];
  for (const event of plan.toSorted((a, b) => a.atMs - b.atMs)) {
    await clock.moveTo(event.atMs);
    const { what, patienceMs } = event;
    if (what === 'pause') {
      pauses.push(now());
      budget.pause(pauseSeconds);
      continue;
    }
    const leaver = new AbortController();
    const cameAt = now();
    budget.take(what, leaver.signal).then(
      () => starts.push({ priority: what, cameAt, at: now() }),
      () => gaveUp.push(event),
    );
    if (patienceMs !== undefined) {
      leaving.push(clock.sleep(patienceMs).then(() => leaver.abort(new Error('gave up'))));
    }
  }
  await clock.moveToEnd();
  await Promise.all(leaving);
  return { starts, gaveUp, pauses };
}

const plans = fc.tuple(fc.integer({ min: 1, max: 5 }), events);
const holds = (
  check: (played: Awaited<ReturnType<typeof play>>, plan: Event[], most: number) => void,
) =>
  fc.assert(
    fc.asyncProperty(plans, async ([most, plan]) => check(await play(most, plan), plan, most)),
  );

describe('a budget, whoever comes, leaves or pauses it', () => {
  it('never starts more in any span than the limit', () =>
    holds(({ starts }, _, most) => {
      for (const { at } of starts) {
        const inSpan = starts.filter((one) => one.at >= at && one.at < at + perMs);
        expect(inSpan.length).toBeLessThanOrEqual(most);
      }
    }));

  it('forgets nobody: each starts or gives up', () =>
    holds(({ starts, gaveUp }, plan) => {
      const askers = plan.filter(({ what }) => what !== 'pause');
      expect(starts.length + gaveUp.length).toBe(askers.length);
      expect(gaveUp.every(({ patienceMs }) => patienceMs !== undefined)).toBe(true);
    }));

  it('never starts a card while a person waits, nor the poll while either does', () =>
    holds(({ starts }) => {
      const rank = ({ priority }: Start) => priorities.indexOf(priority);
      for (const started of starts) {
        const waiting = starts.filter(
          (other) =>
            rank(other) < rank(started) && other.cameAt < started.at && other.at > started.at,
        );
        expect(waiting).toEqual([]);
      }
    }));

  it('starts nobody while it is paused', () =>
    holds(({ starts, pauses }) => {
      for (const pausedAt of pauses) {
        const until = pausedAt + pauseSeconds * 1000;
        expect(starts.filter(({ at }) => at > pausedAt && at < until)).toEqual([]);
      }
    }));

  it('starts equals in the order in which they came', () =>
    holds(({ starts }) => {
      for (const priority of priorities) {
        const came = starts.filter((one) => one.priority === priority).map(({ cameAt }) => cameAt);
        expect(came).toEqual(came.toSorted((a, b) => a - b));
      }
    }));

  it('keeps no timer for those who gave up', async () => {
    const clock = createDrivenClock();
    const budget = createBudget({ most: 1, perMs, clock, sleep: clock.sleep });
    budget.pause(300);
    const leaver = new AbortController();
    const left = budget.take('person', leaver.signal).catch((reason: Error) => reason.message);
    expect(clock.asleep()).toBe(1);
    leaver.abort(new Error('gave up'));
    expect(await left).toBe('gave up');
    expect(clock.asleep()).toBe(0);
  });
});
