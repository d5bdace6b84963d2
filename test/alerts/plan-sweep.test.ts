import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planSweep, type SweepQuestion } from '../../src/alerts/plan-sweep.ts';
import { atMinute } from './builders.ts';

const hour = 60;
const hourMs = 60 * 60_000;

const asked = (change: Partial<SweepQuestion> & { readonly now: Date }): SweepQuestion => ({
  last: undefined,
  watchedSince: atMinute(-60),
  lastReadTo: change.now,
  settleMs: 30_000,
  overlapMs: hourMs,
  sweepMs: 24 * hourMs,
  ...change,
});

/** A sweep that began and ended at that minute, up to an hour before. */
const ended = (minute: number) => ({
  startedAt: atMinute(minute),
  window: { from: atMinute(-60), to: atMinute(minute - 60) },
  readTo: atMinute(minute - 60),
  endedAt: atMinute(minute + 1),
});

type Last = NonNullable<SweepQuestion['last']>;

/** Sweeps so many minutes apart, each read to its end at once. */
function sweepsAfter(gaps: readonly number[]): Last[] {
  const sweeps: Last[] = [];
  let minute = 0;
  for (const gap of gaps) {
    minute += gap;
    const plan = planSweep(asked({ now: atMinute(minute), last: sweeps.at(-1) }));
    if (plan.step !== 'begin') throw new Error('a sweep was due');
    const { startedAt, window } = plan;
    sweeps.push({ startedAt, window, readTo: window.to, endedAt: startedAt });
  }
  return sweeps;
}

describe('planning the late sweep', () => {
  it('waits for a first read, and for an hour after it', () => {
    const now = atMinute(5);
    expect(planSweep(asked({ now, watchedSince: undefined })).step).toBe('wait');
    expect(planSweep(asked({ now, lastReadTo: undefined })).step).toBe('wait');
    expect(planSweep(asked({ now }))).toEqual({ step: 'wait', until: atMinute(60) });
  });

  it('never looks at what was before the watch began', () => {
    const plan = planSweep(asked({ now: atMinute(61) }));
    expect(plan).toMatchObject({
      step: 'begin',
      startedAt: atMinute(61),
      window: { from: atMinute(-60), to: atMinute(1) },
    });
  });

  it('begins once an hour, and reaches as far back as the sweep before it could have missed', () => {
    const last = ended(50 * hour);
    expect(planSweep(asked({ now: atMinute(51 * hour - 1), last }))).toEqual({
      step: 'wait',
      until: atMinute(51 * hour),
    });
    expect(planSweep(asked({ now: atMinute(51 * hour), last }))).toMatchObject({
      step: 'begin',
      window: { from: atMinute(26 * hour), to: atMinute(50 * hour) },
    });
  });

  it('reaches further back after an outage, by its length', () => {
    const plan = planSweep(asked({ now: atMinute(100 * hour), last: ended(50 * hour) }));
    expect(plan).toMatchObject({ window: { from: atMinute(26 * hour), to: atMinute(99 * hour) } });
  });

  it('goes on where it stopped, in slices of three hours at most', () => {
    const last = { ...ended(30 * hour), readTo: atMinute(20 * hour), endedAt: undefined };
    const plan = planSweep(asked({ now: atMinute(30 * hour + 5), last }));
    expect(plan).toMatchObject({ step: 'go-on', startedAt: atMinute(30 * hour) });
    expect('slices' in plan && plan.slices.map(({ from, to }) => [from, to])).toEqual(
      [
        [20, 23],
        [23, 26],
        [26, 29],
      ].map((hours) => hours.map((at) => atMinute(at * hour))),
    );
  });

  it('lets the poll catch up first', () => {
    const now = atMinute(100 * hour);
    const last = ended(50 * hour);
    expect(planSweep(asked({ now, last, lastReadTo: atMinute(99 * hour) })).step).toBe('wait');
  });

  it('gives up on what Graph does not keep any more, and begins anew', () => {
    const last = { ...ended(30 * hour), readTo: atMinute(20 * hour), endedAt: undefined };
    const plan = planSweep(asked({ now: atMinute(40 * 24 * hour), last }));
    expect(plan).toMatchObject({ step: 'begin', window: { from: atMinute(10 * 24 * hour + 10) } });
  });

  it('reads every record that came within its reach after it came, however irregular the sweeps are', () => {
    const gaps = fc.array(fc.integer({ min: 120, max: 5 * 24 * hour }), { minLength: 1 });
    const lateness = fc.integer({ min: 61, max: 24 * hour });
    fc.assert(
      fc.property(gaps, lateness, fc.nat(), (between, late, seed) => {
        const sweeps = sweepsAfter(between);
        const end = sweeps.at(-1)?.startedAt ?? atMinute(0);
        // It came before the last sweep, which is the last chance here.
        const happened =
          seed % Math.max(1, (end.getTime() - atMinute(0).getTime()) / 60_000 - late);
        const [at, came] = [atMinute(happened), atMinute(happened + late)];
        return (
          came > end ||
          sweeps.some(
            ({ startedAt, window }) => startedAt >= came && window.from <= at && window.to >= at,
          )
        );
      }),
      { numRuns: 300 },
    );
  });
});
