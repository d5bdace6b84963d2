import { describe, expect, it } from '@jest/globals';
import { flare, rise } from '../../src/alerts/bot-steps.ts';
import { longestCalmMs, newsOf, nextReplyAt } from '../../src/alerts/ring-again.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Severity } from '../../src/domain/severity.ts';
import { atMinute, minuteMs, theCase } from './builders.ts';

const before = theCase({ lastAt: atMinute(0) });
const came = (...minutes: number[]) => minutes.map((minute) => ({ at: atMinute(minute) }));
const grown = (more: number, change: Partial<Case> = {}) =>
  theCase({ ...before, count: before.count + more, ...change });
const stepOf = (minutes: number[], after: Case, now = 200) =>
  newsOf(before, after, came(...minutes), atMinute(now))?.alert.history.at(-1);

describe('the calm before what came', () => {
  it.each([
    ['is the time since the newest record', [75], 75],
    ['is the longest of several, whatever their order', [160, 10, 70], 90],
    ['is none of steady records', [20, 40, 60], 20],
    ['is none before a record that came late', [-5], 0],
    ['is not broken by one that came late', [-5, 61], 61],
    ['is none where nothing came', [], 0],
  ])('%s', (_, minutes, expected) => {
    expect(longestCalmMs(before, came(...minutes))).toBe(expected * minuteMs);
  });
});

describe('what is told once more of a case that grew', () => {
  it('is a burst after an hour of quiet, how large and after how long', () => {
    expect(stepOf([59.9], grown(1))).toBeUndefined();
    expect(stepOf([60], grown(1))).toMatchObject({
      what: 'flared',
      note: '1 new sign-in after 60 min of quiet',
    });
    expect(stepOf([185, 186, 187], grown(3))).toMatchObject({
      note: '3 new sign-ins after 3 h of quiet',
    });
  });

  it('speaks of log entries where the case holds those', () => {
    const latest = { ...before.latest, record: 'directory-audit' as const };
    expect(stepOf([90], grown(2, { latest }))?.note).toBe(
      '2 new log entries after 90 min of quiet',
    );
  });

  it.each<[Severity, Severity, string | undefined]>([
    ['low', 'medium', 'from low to medium'],
    ['medium', 'critical', 'from medium to critical'],
    ['high', 'high', undefined],
  ])('is a rise from %s to %s: %s', (from, to, note) => {
    const was = theCase({ ...before, severity: from });
    const news = newsOf(was, grown(1, { severity: to }), came(5), atMinute(6));
    expect(news?.alert.history.at(-1)).toEqual(
      note && { at: atMinute(6), by: expect.anything(), what: 'rose', note },
    );
  });

  it('is the rise where a burst is worse as well', () => {
    expect(stepOf([90], grown(1, { severity: 'high' }))?.what).toBe('rose');
  });

  it('is no second burst within the hour, and a rise waits for its turn', () => {
    const { history } = flare(before, atMinute(100), 'more');
    const at = (now: number, change: Partial<Case> = {}) =>
      newsOf(before, grown(1, { history, ...change }), came(150), atMinute(now));
    expect(at(159)).toBeUndefined();
    expect(at(160)?.dueAt).toEqual(atMinute(160));
    expect(at(110, { severity: 'high' })?.dueAt).toEqual(atMinute(160));
    expect(at(170, { severity: 'high' })?.dueAt).toEqual(atMinute(170));
  });

  it('comes an hour after the one before, also where several wait', () => {
    const twice = rise(rise(before, atMinute(0), 'one'), atMinute(1), 'two');
    expect(nextReplyAt(twice, atMinute(2))).toEqual(atMinute(120));
    expect(nextReplyAt(twice, atMinute(500))).toEqual(atMinute(500));
    expect(nextReplyAt(before, atMinute(2))).toEqual(atMinute(2));
  });
});
