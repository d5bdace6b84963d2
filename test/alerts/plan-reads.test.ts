import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planReads } from '../../src/alerts/plan-reads.ts';
import { atMinute, minuteMs } from './builders.ts';

const usual = { settleMs: 30_000, overlapMs: 60 * minuteMs };
const dayMs = 24 * 60 * minuteMs;

describe('what a poll reads', () => {
  it('is the last hour on the first poll ever, so that nothing ancient is told', () => {
    const { slices } = planReads({ now: atMinute(0), lastReadTo: undefined, ...usual });
    expect(slices).toEqual([{ from: atMinute(-60), to: atMinute(-0.5) }]);
  });

  it('reaches back over what was read, and leaves the youngest records to ripen', () => {
    const { slices } = planReads({ now: atMinute(1), lastReadTo: atMinute(-0.5), ...usual });
    expect(slices).toEqual([{ from: atMinute(-60.5), to: atMinute(0.5) }]);
  });

  it('says what is lost when the last read is older than what Graph keeps', () => {
    const now = atMinute(0);
    const lastReadTo = new Date(now.getTime() - 40 * dayMs);
    const { slices, lost } = planReads({ now, lastReadTo, ...usual });
    const from = slices[0]?.from;
    expect(from && now.getTime() - from.getTime()).toBe(30 * dayMs - 10 * minuteMs);
    expect(lost).toEqual({ from: lastReadTo, to: from });
  });

  it('goes on where it stopped after an absence, and overlaps again when it has caught up', () => {
    const from = (now: number) =>
      planReads({ now: atMinute(now), lastReadTo: atMinute(100), ...usual }).slices[0]?.from;
    expect(from(1_000)).toEqual(atMinute(100));
    expect(from(220)).toEqual(atMinute(40));
  });

  it('goes on when the clock went back', () => {
    const { slices } = planReads({ now: atMinute(0), lastReadTo: atMinute(500), ...usual });
    expect(slices.at(-1)?.to).toEqual(atMinute(-0.5));
  });

  it('has no gaps, no slice over three hours, and covers all since the last safe point', () => {
    const minutes = (most: number) => fc.integer({ min: 1, max: most });
    fc.assert(
      fc.property(minutes(20_000), minutes(1_440), minutes(60), (since, overlap, settle) => {
        const now = atMinute(0);
        const lastReadTo = atMinute(-since);
        const question = { settleMs: settle * minuteMs, overlapMs: overlap * minuteMs };
        const { slices } = planReads({ now, lastReadTo, ...question });
        expect(slices[0]?.from.getTime()).toBeLessThanOrEqual(lastReadTo.getTime());
        expect(slices.at(-1)?.to).toEqual(atMinute(-settle));
        for (const [n, { from, to }] of slices.entries()) {
          expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(180 * minuteMs);
          if (n > 0) expect(from).toEqual(slices[n - 1]?.to);
        }
      }),
    );
  });

  it('reads something from the first poll on, whatever settling time and overlap are set', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.integer({ min: minuteMs, max: dayMs }),
        (settleMs, overlapMs) => {
          const { slices } = planReads({
            now: atMinute(0),
            lastReadTo: undefined,
            settleMs,
            overlapMs,
          });
          expect(slices.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
