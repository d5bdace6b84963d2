import { describe, expect, it } from '@jest/globals';
import { quietWords } from '../../src/alerts/quiet-words.ts';
import { caBlock } from '../../src/alerts/rules/ca-block.ts';
import type { QuietClaim } from '../../src/ports/outbox.ts';
import { aSubscription, tenantId } from './builders.ts';

const claim: QuietClaim = {
  kind: 'quiet-end',
  id: 'task',
  tenantId,
  target: aSubscription('19:alerts@thread.tacv2').target,
  revision: 1,
  token: 'token',
  attempts: 1,
  until: new Date('2026-11-23T06:00Z'),
  cases: 7,
  signIns: 19,
  entries: 2,
};
const quietHours = { fromMinute: 22 * 60, toMinute: 7 * 60, zone: 'Europe/Oslo' };
const rule = { rule: caBlock, numbers: {}, benign: new Set<number>(), quietHours };

describe('the line at the end of a quiet time', () => {
  it('says how long it was quiet and what waited', () => {
    expect(quietWords(claim, [rule])).toBe(
      'While it was quiet (22:00-07:00): 7 cases, 19 sign-ins, 2 log entries; the cards follow.',
    );
  });

  it('leaves out what there was none of', () => {
    expect(quietWords({ ...claim, cases: 1, signIns: 1, entries: 0 }, [rule])).toBe(
      'While it was quiet (22:00-07:00): 1 case, 1 sign-in; the card follows.',
    );
  });

  it('names no hours where announced work ended, or where they were changed since', () => {
    const words = 'While it was quiet: 7 cases';
    expect(quietWords(claim, [])).toContain(words);
    const later = { ...claim, until: new Date('2026-11-23T09:00Z') };
    expect(quietWords(later, [rule])).toContain(words);
  });
});
