import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldAttempts } from '../../src/domain/attempt.ts';
import { dayFinder, daysIn } from '../../src/domain/days.ts';
import { effectOf } from '../../src/domain/policy-results.ts';
import { tallyPolicy } from '../../src/domain/policy-tally.ts';
import {
  appliedPolicy,
  blockedRecord,
  minutesAfter,
  noon,
  promptedRecord,
  signIn,
  signInRecord,
} from '../builders.ts';
import { ago } from '../commands/ago.ts';

const policyId = 'ca000000-0000-4000-8000-000000000001';
const applied = (result: string, more = {}) => ({
  appliedConditionalAccessPolicies: [appliedPolicy({ result, ...more })],
});
const utcDay = (at: Date) => at.toISOString().slice(0, 10);
const rowOf = (record: object) => signIn({ ...record });
const effectOfOne = (record: object) => {
  const [attempt] = foldAttempts([rowOf(record)]);
  return attempt && effectOf(attempt, policyId);
};

describe('the effect of a policy on an attempt', () => {
  it('is that of the rehearsal when the policy is report-only', () => {
    expect(effectOfOne(signInRecord(applied('reportOnlyFailure')))).toBe('stopped');
    expect(effectOfOne(signInRecord(applied('reportOnlyInterrupted')))).toBe('prompted');
    expect(effectOfOne(signInRecord(applied('reportOnlySuccess')))).toBe('met');
    expect(effectOfOne(signInRecord(applied('reportOnlyNotApplied')))).toBeUndefined();
  });

  it('tells a block from a prompt that was not met', () => {
    const block = applied('failure', { enforcedGrantControls: ['Block'] });
    expect(effectOfOne(blockedRecord(block))).toBe('stopped');
    expect(effectOfOne(promptedRecord())).toBe('prompted');
    expect(effectOfOne(signInRecord(applied('success')))).toBe('met');
  });

  it('is completed when the prompt was met within the same attempt', () => {
    const prompt = rowOf(promptedRecord());
    const success = rowOf(
      signInRecord({
        id: '5f0b1c1e-0000-4000-8000-000000000002',
        createdDateTime: minutesAfter(noon, 1).toISOString(),
        ...applied('success'),
      }),
    );
    const [attempt, ...others] = foldAttempts([prompt, success]);
    expect(others).toEqual([]);
    expect(attempt && effectOf(attempt, policyId)).toBe('completed');
  });

  it('is none for a policy that is not named, did not apply or is off', () => {
    expect(effectOfOne(signInRecord())).toBeUndefined();
    expect(effectOfOne(signInRecord(applied('notApplied')))).toBeUndefined();
    expect(effectOfOne(signInRecord(applied('notEnabled')))).toBeUndefined();
  });

  it('is not that of another policy which blocked beside it', () => {
    const both = {
      appliedConditionalAccessPolicies: [
        appliedPolicy({ result: 'success' }),
        appliedPolicy({ id: 'other', result: 'failure', enforcedGrantControls: ['Block'] }),
      ],
    };
    expect(effectOfOne(blockedRecord(both))).toBe('met');
  });
});

describe('the tally of a policy', () => {
  const person = fc.constantFrom('ann', 'ben', 'cid');
  const result = fc.constantFrom(
    'reportOnlyFailure',
    'reportOnlyInterrupted',
    'reportOnlySuccess',
    'notApplied',
  );
  const made = fc.array(fc.tuple(person, result, fc.integer({ min: 1, max: 5_000 })), {
    maxLength: 30,
  });

  it('adds up: effects make the attempts, people and days share them out, nobody is counted twice', () => {
    fc.assert(
      fc.property(made, (list) => {
        const rows = list.map(([who, what, minutes], at) =>
          rowOf(
            ago(minutes, signInRecord, {
              id: `r${at}`,
              originalRequestId: `r${at}`,
              correlationId: `c${at}`,
              userId: who,
              userDisplayName: who,
              ...applied(what),
            }),
          ),
        );
        const tally = tallyPolicy(foldAttempts(rows), policyId, utcDay);
        const { counts } = tally;
        const of = (what: string) => list.filter(([, one]) => one === what);
        expect(counts).toEqual({
          stopped: of('reportOnlyFailure').length,
          prompted: of('reportOnlyInterrupted').length,
          completed: 0,
          met: of('reportOnlySuccess').length,
        });
        const sum = (some: readonly { stopped: number; prompted: number }[]) =>
          some.reduce((all, one) => all + one.stopped + one.prompted, 0);
        for (const shares of [
          tally.affectedUsers,
          tally.affectedApps,
          tally.affectedDevices,
          tally.days,
        ]) {
          expect(sum(shares)).toBe(counts.stopped + counts.prompted);
        }
        expect(tally.applied).toBe(list.length - of('notApplied').length);
        expect(tally.stoppedUsers).toBe(new Set(of('reportOnlyFailure').map(([who]) => who)).size);
        expect(tally.affectedUsers.length).toBeLessThanOrEqual(tally.users);
      }),
    );
  });

  it('puts whom it hit most first', () => {
    const hits = ['ann', 'ben', 'ben'].map((userId, at) =>
      rowOf(
        ago(at + 1, signInRecord, {
          userId,
          userDisplayName: userId,
          ...applied('reportOnlyFailure'),
        }),
      ),
    );
    const { affectedUsers } = tallyPolicy(foldAttempts(hits), policyId, utcDay);
    expect(affectedUsers.map(({ name, stopped }) => [name, stopped])).toEqual([
      ['ben', 2],
      ['ann', 1],
    ]);
  });
});

describe('the days of a range', () => {
  it('are those of the asker’s zone, over a change of the clock too', () => {
    const window = { from: new Date('2026-10-24T21:00:00Z'), to: new Date('2026-10-26T22:30:00Z') };
    const days = daysIn(window, 'Europe/Oslo');
    expect(days.map(({ label }) => label)).toEqual(['24 Oct', '25 Oct', '26 Oct']);
    const find = dayFinder(days);
    expect(find(new Date('2026-10-24T21:59:59Z'))).toBe('2026-10-24');
    expect(find(new Date('2026-10-24T22:00:00Z'))).toBe('2026-10-25');
    expect(find(new Date('2026-10-25T22:59:59Z'))).toBe('2026-10-25');
    expect(find(new Date('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
  });
});
