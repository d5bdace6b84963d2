import { describe, expect, it } from '@jest/globals';
import { reportOnlyDelta } from '../../../src/alerts/rules/report-only-delta.ts';
import type { RehearsalDay } from '../../../src/domain/rehearsal-day.ts';

const counted = (day: number, change: Partial<RehearsalDay> = {}): RehearsalDay => ({
  day: `2026-11-${String(day).padStart(2, '0')}`,
  policyId: 'p-1',
  policyName: 'Require MFA',
  blocked: (change.blockedPeople ?? 0) * 2,
  blockedPeople: 0,
  prompted: (change.promptedPeople ?? 0) * 2,
  promptedPeople: 0,
  ...change,
});
const numbers = { people: 5, times: 2 };

/** What the rule says of the last of these days; `counted`: how many of the week were counted. */
function judged(
  days: readonly RehearsalDay[],
  { daysBefore = days.length - 1, isFollowed = false } = {},
) {
  const before = days.slice(0, -1);
  const today = days.at(-1) ?? counted(1);
  return reportOnlyDelta.judge(
    { today, before, dayBefore: before.at(-1), daysBefore },
    numbers,
    isFollowed,
  );
}

describe('a report-only policy that would do more than before', () => {
  it('is told of when it begins, from so many people on', () => {
    expect(judged([counted(1), counted(2, { blockedPeople: 5 })])?.headline).toBe(
      'would have begun to block: 5 people',
    );
    expect(judged([counted(1), counted(2, { blockedPeople: 4 })])).toBeUndefined();
  });

  it('is told of when it is new itself, after days on which it was not there', () => {
    expect(judged([counted(2, { promptedPeople: 6 })], { daysBefore: 3 })?.headline).toBe(
      'would have begun to prompt: 6 people',
    );
  });

  it('is told of when it does twice as much as on average, a weekend of nothing counted in', () => {
    const week = [10, 10, 10, 10, 10, 0, 0].map((people, at) =>
      counted(at + 1, { blockedPeople: people }),
    );
    expect(judged([...week, counted(8, { blockedPeople: 14 })])).toBeUndefined();
    expect(judged([...week, counted(8, { blockedPeople: 15 })])).toMatchObject({
      headline: 'would have blocked 15 people, up from 7.1 a day',
      why: 'On 2026-11-08 (UTC) this policy would have blocked 30 sign-ins and prompted 0, were it on. It is report-only: nobody was kept out.',
      facts: [
        {
          title: 'Would have blocked',
          value: '15 people, 30 sign-ins (the day before 0, 7.1 a day in the week before)',
        },
        { title: 'Would have prompted' },
      ],
    });
  });

  it('is left alone on the first day that is counted, and when it does as much as ever', () => {
    expect(judged([counted(1, { blockedPeople: 500 })])).toBeUndefined();
    const same = counted(1, { blockedPeople: 50 });
    expect(judged([same, { ...same, day: '2026-11-02' }])).toBeUndefined();
  });

  it('is told of every day while its case is open', () => {
    const calm = [counted(1), counted(2, { blockedPeople: 1 })];
    expect(judged(calm, { isFollowed: true })?.headline).toBe(
      'would have blocked 1 person and prompted 0',
    );
  });
});
