import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldAttempts } from '../../src/domain/attempt.ts';
import { type SummaryWord, summarise, summaryWords } from '../../src/domain/sign-in-summary.ts';
import { timeline } from '../../src/domain/timeline.ts';
import { outcomes } from '../../src/domain/verdict.ts';
import { clockWords } from '../../src/domain/zoned-time.ts';
import { appliedPolicy, blockedRecord, noon, promptedRecord, signIn } from '../builders.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const start = Date.parse('2026-10-24T00:00:00Z');
const span = 9 * 24 * 60 * 60_000;
const window = { from: new Date(start), to: new Date(start + span) };

const one = fc.record({
  ms: fc.integer({ min: 0, max: span }),
  code: fc.constantFrom(0, 53003, 50074, 50126),
  app: fc.constantFrom('Teams', 'teams', 'Payroll', undefined),
  country: fc.constantFrom('DE', 'de', 'Germany', 'NO', '??', undefined),
  user: fc.constantFrom('u-1', 'u-2', undefined),
  policies: fc.constantFrom(undefined, [], [appliedPolicy({ result: 'failure' })]),
});

const attemptsOf = (list: readonly (typeof one extends fc.Arbitrary<infer T> ? T : never)[]) =>
  foldAttempts(
    list.map(({ ms, code, app, country, user, policies }, at) =>
      signIn({
        id: `row-${at}`,
        correlationId: `c-${at}`,
        originalRequestId: `row-${at}`,
        createdDateTime: new Date(start + ms).toISOString(),
        status: { errorCode: code },
        appDisplayName: app,
        appId: app && 'a-1',
        userId: user,
        location: { countryOrRegion: country },
        appliedConditionalAccessPolicies: policies,
      }),
    ),
  );

describe('a summary of sign-ins', () => {
  it('counts every attempt in one bucket, whatever it is by', () => {
    const by = fc.constantFrom(...summaryWords);
    const zone = fc.constantFrom(...zones);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), by, zone, (list, word, timeZone) => {
        const attempts = attemptsOf(list);
        const { total, buckets } = summarise(attempts, word, timeZone);
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
        expect(total).toBe(attempts.length);
        expect(sum(buckets.map(({ count }) => count))).toBe(attempts.length);
        for (const { count, byOutcome } of buckets) {
          expect(sum(outcomes.map((outcome) => byOutcome[outcome]))).toBe(count);
        }
        expect(new Set(buckets.map(({ key }) => key)).size).toBe(buckets.length);
      }),
    );
  });

  it('loses nothing on a timeline, which has every hour and day once and in order', () => {
    const by = fc.constantFrom<SummaryWord>('hour', 'day');
    const zone = fc.constantFrom(...zones);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), by, zone, (list, word, timeZone) => {
        const attempts = attemptsOf(list);
        const points = timeline(summarise(attempts, word, timeZone), window, timeZone);
        expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(attempts.length);
        const times = points.map((point) => point.start.getTime());
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        if (word === 'day') {
          const clocks = points.map((point) => clockWords(point.start, timeZone));
          expect(clocks.every((clock) => clock.endsWith('00:00'))).toBe(true);
          expect(new Set(clocks).size).toBe(clocks.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has an hour more on the night that clocks go back, and one less when they go forward', () => {
    const hours = (from: string, to: string, timeZone: string) =>
      timeline(
        { by: 'hour', total: 0, buckets: [] },
        { from: new Date(from), to: new Date(to) },
        timeZone,
      ).map((point) => clockWords(point.start, timeZone).slice(11));
    const back = hours('2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z', 'Europe/Berlin');
    expect(back).toHaveLength(25);
    expect(back.slice(1, 5)).toEqual(['01:00', '02:00', '02:00', '03:00']);
    const forward = hours('2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z', 'Europe/Berlin');
    expect(forward).toHaveLength(23);
    expect(forward.slice(1, 4)).toEqual(['01:00', '03:00', '04:00']);
  });

  it('names countries, joins their spellings, and says of which nothing is known', () => {
    const rows = ['DE', 'de', 'Germany', 'NO', undefined].map((country, at) =>
      signIn({
        id: `${at}`,
        correlationId: `${at}`,
        originalRequestId: `${at}`,
        location: { countryOrRegion: country },
      }),
    );
    const { buckets } = summarise(foldAttempts(rows), 'country', 'UTC');
    expect(buckets.map(({ name, count }) => [name, count])).toEqual([
      ['Germany', 3],
      [undefined, 1],
      ['Norway', 1],
    ]);
  });

  it('by policy counts the one that decided, in a rehearsal the one that would have', () => {
    const rehearsal = appliedPolicy({ id: 'p-2', displayName: 'Try', result: 'reportOnlyFailure' });
    const rows = [
      signIn({ ...blockedRecord(), id: '1', correlationId: '1', originalRequestId: '1' }),
      signIn({ ...promptedRecord(), id: '2', correlationId: '2', originalRequestId: '2' }),
      signIn({
        id: '3',
        correlationId: '3',
        originalRequestId: '3',
        createdDateTime: noon.toISOString(),
        appliedConditionalAccessPolicies: [appliedPolicy(), rehearsal],
      }),
    ];
    const names = (isRehearsal: boolean) =>
      summarise(foldAttempts(rows), 'policy', 'UTC', { isRehearsal })
        .buckets.map(({ name }) => name ?? 'none')
        .sort();
    expect(names(false)).toEqual([
      'Block legacy authentication',
      'Require MFA for everyone',
      'none',
    ]);
    expect(names(true)).toEqual(['Try', 'none']);
  });
});
