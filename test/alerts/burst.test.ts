import { describe, expect, it } from '@jest/globals';
import { burstOf, completedAmong } from '../../src/alerts/burst.ts';
import type { Finding } from '../../src/ports/finding.ts';
import { aFinding, minuteMs } from './builders.ts';
import { gotIn } from './records.ts';

const threshold = { times: 3, withinMs: 60 * minuteMs };
const app = { id: 'id-of-Payroll', name: 'Payroll' };
const at = (...minutes: number[]) =>
  minutes.map((minute) => aFinding(`p${minute}`, minute, { app }));
const ids = (findings: readonly Finding[]) => findings.map(({ signIn }) => signIn.id);

describe('repeated prompts', () => {
  it('are a burst when three lie within an hour, to the minute', () => {
    expect(ids(burstOf(at(0, 30, 60), threshold))).toEqual(['p0', 'p30', 'p60']);
    expect(burstOf(at(0, 30, 60.1), threshold)).toEqual([]);
  });

  it('leave out what lies alone before or after the burst', () => {
    expect(ids(burstOf(at(0, 300, 310, 320, 600), threshold))).toEqual(['p300', 'p310', 'p320']);
  });

  it('count the rows of one attempt once, and a correlation id used again later as another attempt', () => {
    const same = (minute: number) => aFinding(`p${minute}`, minute, { app, attempt: 'same' });
    expect(burstOf([same(0), same(1), same(2)], threshold)).toEqual([]);
    expect(burstOf([same(0), same(20), same(40)], threshold)).toHaveLength(3);
  });
});

describe('prompts that were met', () => {
  it('are those before a later interactive sign-in to the same app', () => {
    const rows = [gotIn({ id: 'ok', minute: 15 })];
    expect(ids(completedAmong(at(0, 10, 20), rows))).toEqual(['p0', 'p10']);
  });

  it('are those whose attempt or record itself ended well', () => {
    const byAttempt = [gotIn({ id: 'ok', minute: 21, attempt: 'p20', interactive: false })];
    expect(ids(completedAmong(at(0, 10, 20, 30), byAttempt))).toEqual(['p0', 'p10', 'p20']);
    const byRecord = [gotIn({ id: 'p0', minute: 0, interactive: false })];
    expect(ids(completedAmong(at(0, 10), byRecord))).toEqual(['p0']);
  });

  it('are none when the user got into another app, without being asked, or before', () => {
    const rows = [
      gotIn({ id: 'other', minute: 15, app: 'Mail' }),
      gotIn({ id: 'token', minute: 15, interactive: false }),
      gotIn({ id: 'early', minute: -5 }),
    ];
    expect(completedAmong(at(0, 10), rows)).toEqual([]);
  });
});
