import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPacer, teamsPaces } from '../../src/alerts/pacer.ts';
import { waitBeforeRetryMs } from '../../src/domain/backoff.ts';
import { clockAt } from './world.ts';

/** Times in ms at which messages went out when somebody tried after each of these gaps. */
function sentAfter(gapsMs: readonly number[]): number[] {
  const clock = clockAt(0);
  const pacer = createPacer(clock);
  return gapsMs.flatMap((gapMs) => {
    clock.pass(gapMs);
    if (!pacer.maySend('a')) return [];
    pacer.noteSent('a');
    return [clock.now().getTime()];
  });
}

/** The shortest span in which `count + 1` messages went out. */
function shortestSpanOver(count: number, sent: readonly number[]): number {
  const spans = sent.slice(count).map((at, n) => at - (sent[n] ?? 0));
  return Math.min(...spans, Number.POSITIVE_INFINITY);
}

describe('the pace of messages to one conversation', () => {
  it('never exceeds any of the limits in any span of time', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 80, maxLength: 200 });
    fc.assert(
      fc.property(waits, (gapsMs) => {
        const sent = sentAfter(gapsMs);
        expect(sent.length).toBeGreaterThanOrEqual(7);
        for (const { count, perMs } of teamsPaces) {
          expect(shortestSpanOver(count, sent)).toBeGreaterThanOrEqual(perMs);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not make one conversation wait for another', () => {
    const pacer = createPacer(clockAt(0));
    for (let n = 0; n < 7; n += 1) pacer.noteSent('busy');
    expect(pacer.maySend('busy')).toBe(false);
    expect(pacer.maySend('idle')).toBe(true);
  });

  it('stays below what Teams takes of a tenant, however many conversations there are', () => {
    const clock = clockAt(0);
    const pacer = createPacer(clock);
    const sendAll = () => {
      const open = Array.from({ length: 80 }, (_, n) => `channel ${n}`).filter((id) => {
        const may = pacer.maySend(id);
        if (may) pacer.noteSent(id);
        return may;
      });
      return open.length;
    };
    expect(sendAll()).toBeLessThanOrEqual(50);
    expect(sendAll()).toBe(0);
    clock.pass(1_000);
    expect(sendAll()).toBeGreaterThan(0);
  });

  it('rests a held conversation until its time, also when a shorter hold follows', () => {
    const clock = clockAt(0);
    const pacer = createPacer(clock);
    const inMs = (ms: number) => new Date(clock.now().getTime() + ms);
    pacer.hold('a', inMs(30_000));
    pacer.hold('a', inMs(1_000));
    clock.pass(29_999);
    expect(pacer.maySend('a')).toBe(false);
    clock.pass(1);
    expect(pacer.maySend('a')).toBe(true);
  });
});

describe('the wait before another try', () => {
  const wait = (attempts: number, retryAfterSeconds?: number, random = 0.5) =>
    waitBeforeRetryMs({ attempts, retryAfterSeconds, random });

  it('grows with each try up to five minutes, and differs between senders', () => {
    expect([1, 2, 3, 4].map((attempts) => wait(attempts))).toEqual([1_500, 3_000, 6_000, 12_000]);
    expect(wait(1_000, undefined, 1)).toBe(300_000);
    expect(wait(5, undefined, 0)).not.toBe(wait(5, undefined, 1));
  });

  it('is never shorter than the service asked for', () => {
    expect(wait(1, 600)).toBe(600_000);
    expect(wait(9, 1)).toBeGreaterThan(1_000);
  });
});
