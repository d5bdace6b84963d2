import { describe, expect, it } from '@jest/globals';
import { heldUntil, quietUntilOf } from '../../src/alerts/quiet-until.ts';
import { caBlock } from '../../src/alerts/rules/ca-block.ts';

const at = (time: string) => new Date(`2026-11-${time}Z`);
const quietHours = { fromMinute: 22 * 60, toMinute: 6 * 60, zone: 'UTC' };
const work = (from: string, to: string) => ({ from: at(from), to: at(to), reason: 'firewall' });

describe('cards that wait', () => {
  it('wait for the end of announced work, and for nothing outside of it', () => {
    const maintenance = [work('20T10:00', '20T12:00'), work('20T11:00', '20T13:00')];
    expect(heldUntil({ maintenance }, 'medium', at('20T09:59'))).toBeUndefined();
    expect(heldUntil({ maintenance }, 'medium', at('20T10:00'))).toEqual(at('20T13:00'));
    expect(heldUntil({ maintenance }, 'medium', at('20T13:00'))).toBeUndefined();
  });

  it('wait until quiet hours and the work that follows on them are both over', () => {
    const maintenance = [work('21T05:00', '21T08:00'), work('21T08:00', '21T22:30')];
    expect(heldUntil({ quietHours, maintenance }, 'medium', at('20T23:00'))).toEqual(
      at('22T06:00'),
    );
    expect(heldUntil({ quietHours }, 'medium', at('20T23:00'))).toEqual(at('21T06:00'));
  });

  it.each([
    ['low', true, true],
    ['medium', true, true],
    ['high', false, true],
    ['critical', false, false],
  ] as const)(
    'of severity %s wait in quiet hours: %s, for work: %s',
    (severity, quiet, working) => {
      const maintenance = [work('20T10:00', '20T12:00')];
      const waits = (time: string) => heldUntil({ quietHours, maintenance }, severity, at(time));
      expect(waits('20T23:00') !== undefined).toBe(quiet);
      expect(waits('20T11:00') !== undefined).toBe(working);
    },
  );

  it('are those of the rule alone', () => {
    const quietUntil = quietUntilOf([{ rule: caBlock, quietHours }]);
    expect(quietUntil?.({ rule: 'ca-block', severity: 'low' }, at('20T23:00'))).toEqual(
      at('21T06:00'),
    );
    expect(quietUntil?.({ rule: 'another', severity: 'low' }, at('20T23:00'))).toBeUndefined();
  });
});
