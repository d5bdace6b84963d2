import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldAttempts } from '../../src/domain/attempt.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { type SignIn, toSignIn } from '../../src/domain/sign-in.ts';
import { blockedRecord, minutesAfter, noon, promptedRecord, signInRecord } from '../builders.ts';

let made = 0;

/** A row at a minute after noon; interactive unless said. */
function row(minute: number, record: JsonRecord, overrides: JsonRecord = {}): SignIn {
  made += 1;
  const read = toSignIn({
    ...record,
    id: `row-${made}`,
    originalRequestId: `row-${made}`,
    createdDateTime: minutesAfter(noon, minute).toISOString(),
    ...overrides,
  });
  if (read === undefined) throw new Error('no sign-in');
  return read;
}

const silent = { isInteractive: false, signInEventTypes: ['nonInteractiveUser'] };
const wrongPassword = signInRecord({ status: { errorCode: 50126 } });
const staySignedIn = signInRecord({ status: { errorCode: 50140 } });

function headlines(rows: SignIn[]): string[] {
  return foldAttempts(rows).map((attempt) => attempt.verdict.headline);
}

describe('folding the rows of one attempt', () => {
  it('tells a met prompt from success, and names the policy that asked', () => {
    const rows = [row(0, promptedRecord()), row(0.3, staySignedIn), row(0.5, signInRecord())];
    const [attempt, ...others] = foldAttempts(rows);
    expect(others).toEqual([]);
    expect(attempt?.verdict).toMatchObject({
      outcome: 'succeeded',
      completed: true,
      headline: 'interrupted, then completed',
      policy: { name: 'Require MFA for everyone' },
    });
    expect(attempt?.final.id).toBe(rows[2]?.id);
    expect(attempt?.rows.map((r) => r.id)).toEqual(rows.map((r) => r.id).reverse());
  });

  it('says not completed when nothing followed', () => {
    expect(headlines([row(0, promptedRecord())])).toEqual(['interrupted, not completed']);
  });

  it('lets a block after a prompt be the result', () => {
    expect(headlines([row(0, promptedRecord()), row(1, blockedRecord())])).toEqual([
      'blocked by Block legacy authentication',
    ]);
  });

  it('forgives mistyped passwords before success, without calling that a prompt', () => {
    const rows = [row(0, wrongPassword), row(1, wrongPassword), row(2, signInRecord())];
    expect(foldAttempts(rows)).toMatchObject([
      { verdict: { headline: 'succeeded', completed: false } },
    ]);
    expect(foldAttempts(rows)[0]?.rows).toHaveLength(3);
  });

  it('does not let an expected pause after the decision hide it', () => {
    expect(headlines([row(0, blockedRecord()), row(0.1, staySignedIn)])).toEqual([
      'blocked by Block legacy authentication',
    ]);
    expect(headlines([row(0, signInRecord()), row(0.1, staySignedIn)])).toEqual(['succeeded']);
  });

  it('shows a block after getting in as an event of its own', () => {
    expect(headlines([row(0, signInRecord()), row(3, blockedRecord())])).toEqual([
      'blocked by Block legacy authentication',
      'succeeded',
    ]);
  });

  it('folds by the original request when correlation ids differ', () => {
    const rows = [
      row(0, promptedRecord({ correlationId: 'x' }), { originalRequestId: 'o' }),
      row(1, signInRecord({ correlationId: 'y' }), { originalRequestId: 'o' }),
    ];
    expect(headlines(rows)).toEqual(['interrupted, then completed']);
  });

  it('takes the success for the last of two rows in the same instant', () => {
    const rows = [row(0, signInRecord()), row(0, promptedRecord())];
    expect(headlines(rows)).toEqual(['interrupted, then completed']);
  });

  it('counts a record that was read twice once, as read last', () => {
    const before = row(0, promptedRecord(), { id: 'same' });
    const after = row(0, signInRecord(), { id: 'same' });
    expect(foldAttempts([before, after])).toMatchObject([
      { rows: [{ id: 'same' }], verdict: { headline: 'succeeded' } },
    ]);
  });
});

describe('what is not one attempt', () => {
  it.each([
    ['another user', { userId: 'b0b00000-0000-4000-8000-000000000001' }],
    ['another app', { appId: 'a0000000-0000-4000-8000-000000000002' }],
    ['another correlation id', { correlationId: 'c-2' }],
  ])('%s', (_what, overrides) => {
    expect(headlines([row(0, promptedRecord()), row(1, signInRecord(), overrides)])).toEqual([
      'succeeded',
      'interrupted, not completed',
    ]);
  });

  it('the same correlation id an hour later: clients keep it for hours', () => {
    expect(headlines([row(0, promptedRecord()), row(60, signInRecord())])).toHaveLength(2);
    expect(headlines([row(0, promptedRecord()), row(15, signInRecord())])).toHaveLength(1);
    expect(headlines([row(0, promptedRecord()), row(15.1, signInRecord())])).toHaveLength(2);
  });

  it('a chain of rows each close to the last, longer than any sign-in takes', () => {
    const rows = [0, 10, 20, 30].map((minute) => row(minute, promptedRecord()));
    expect(headlines(rows)).toHaveLength(2);
  });

  it('rows without any id to go by', () => {
    const bare = { correlationId: null, originalRequestId: '' };
    expect(headlines([row(0, promptedRecord(), bare), row(1, signInRecord(), bare)])).toHaveLength(
      2,
    );
  });
});

describe('silent token refreshes', () => {
  it('do not complete what a person was asked for', () => {
    expect(headlines([row(0, promptedRecord()), row(2, signInRecord(), silent)])).toEqual([
      'succeeded',
      'interrupted, not completed',
    ]);
  });

  it('do not stand between a prompt and its answer', () => {
    const rows = [
      row(0, promptedRecord()),
      row(1, signInRecord(), { ...silent, resourceDisplayName: 'Microsoft Graph' }),
      row(2, signInRecord()),
    ];
    expect(headlines(rows)).toEqual(['interrupted, then completed', 'succeeded']);
  });

  it('do not swallow a silent block', () => {
    const rows = [row(0, blockedRecord(), silent), row(2, signInRecord(), silent)];
    expect(headlines(rows)).toEqual(['succeeded', 'blocked by Block legacy authentication']);
  });

  it('fold when they only repeat each other', () => {
    const rows = [0, 1, 2].map((minute) => row(minute, signInRecord(), silent));
    expect(foldAttempts(rows)).toMatchObject([{ rows: { length: 3 } }]);
    const elsewhere = row(3, signInRecord(), { ...silent, ipAddress: '198.51.100.9' });
    expect(foldAttempts([...rows, elsewhere])).toHaveLength(2);
  });

  it('are completed by the person who is asked in their place', () => {
    expect(headlines([row(0, promptedRecord(), silent), row(1, signInRecord())])).toEqual([
      'interrupted, then completed',
    ]);
  });
});

describe('folding anything', () => {
  const anyRow = fc
    .record({
      minute: fc.nat({ max: 60 }),
      code: fc.constantFrom(0, 50074, 53003, 50126, 50140, 500121, 70043, 424242),
      correlationId: fc.constantFrom('c1', 'c2', undefined),
      userId: fc.constantFrom('u1', 'u2'),
      quiet: fc.boolean(),
    })
    .map(({ minute, code, correlationId, userId, quiet }) =>
      row(minute, signInRecord(), {
        status: { errorCode: code },
        correlationId,
        userId,
        ...(quiet ? silent : {}),
      }),
    );

  it('keeps every row once, within 15 minutes, of one user, newest first', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), (rows) => {
        const attempts = foldAttempts(rows);
        const ids = attempts.flatMap((attempt) => attempt.rows.map((r) => r.id));
        expect(ids.toSorted()).toEqual(rows.map((r) => r.id).toSorted());
        for (const { rows: own, final, verdict } of attempts) {
          const times = own.map((r) => r.at.getTime());
          expect(times).toEqual(times.toSorted((a, b) => b - a));
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(15 * 60_000);
          expect(new Set(own.map((r) => r.userId)).size).toBe(1);
          expect(own).toContain(final);
          expect(verdict.outcome === 'succeeded').toBe(own.some((r) => r.errorCode === 0));
        }
        const newest = attempts.map((attempt) => attempt.rows[0].at.getTime());
        expect(newest).toEqual(newest.toSorted((a, b) => b - a));
      }),
    );
  });

  it('does not depend on the order in which rows are handed in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyRow, { maxLength: 25, selector: (r) => r.at.getTime() }),
        (rows) => {
          const shape = (list: SignIn[]) =>
            foldAttempts(list).map(({ rows: own, verdict }) => [
              own.map((r) => r.id),
              verdict.headline,
            ]);
          expect(shape(rows.toReversed())).toEqual(shape(rows));
        },
      ),
    );
  });
});
