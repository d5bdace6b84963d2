import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DueReminder, dueReminders, lookAgainAt } from '../../src/alerts/due-reminders.ts';
import { caBlock } from '../../src/alerts/rules/ca-block.ts';
import type { Case } from '../../src/domain/case.ts';
import { claim, reopen, silenced, snooze } from '../../src/domain/case-transitions.ts';
import { aSilence, atMinute, minuteMs, theCase } from './builders.ts';

const ada = { id: 'ada', name: 'Ada' };
const rule = { rule: caBlock, unclaimed: { afterMs: 30 * minuteMs, escalateTo: 'On call' } };
const due = (alert: Case, minute: number, one: object = rule): DueReminder[] =>
  dueReminders([{ case: alert, seenAt: atMinute(0) }], [{ ...rule, ...one }], atMinute(minute));
const steps = (alert: Case, minute: number, one?: object) =>
  due(alert, minute, one).map(({ step }) => step);

const told = (alert: Case, minute: number, what: DueReminder['step']): Case => ({
  ...alert,
  history: [...alert.history, { at: atMinute(minute), by: { id: 'bot', name: 'The bot' }, what }],
});
function done(step: ReturnType<typeof claim>): Case {
  if (!step.ok) throw new Error(step.reason);
  return step.case;
}

describe('a case on which nobody is', () => {
  it('is told of once after its time, and escalated once after twice that', () => {
    const reminded = told(theCase(), 30, 'reminded');
    expect(steps(theCase(), 29.9)).toEqual([]);
    expect(steps(theCase(), 30)).toEqual(['reminded']);
    expect(steps(reminded, 59)).toEqual([]);
    expect(due(reminded, 60)).toMatchObject([{ step: 'escalated', to: 'On call' }]);
    expect(steps(told(reminded, 60, 'escalated'), 9_999)).toEqual([]);
  });

  it('is not escalated where the rule names no second conversation', () => {
    const quiet = { unclaimed: { afterMs: 30 * minuteMs } };
    expect(steps(told(theCase(), 30, 'reminded'), 9_999, quiet)).toEqual([]);
  });

  it('is left alone by a rule that does not remind', () => {
    expect(steps(theCase(), 9_999, { unclaimed: undefined })).toEqual([]);
  });

  it('begins to wait anew when it comes back', () => {
    const back = done(reopen(done(claim(theCase(), ada, atMinute(5))), ada, atMinute(100)));
    expect(steps(back, 129)).toEqual([]);
    expect(steps(back, 130)).toEqual(['reminded']);
    const again = told(told(theCase(), 30, 'reminded'), 60, 'escalated');
    const reopened = done(reopen(done(claim(again, ada, atMinute(61))), ada, atMinute(100)));
    expect(steps(reopened, 130)).toEqual(['reminded']);
  });

  it('rings nobody up in quiet hours, and right after them', () => {
    const quietHours = { fromMinute: 9 * 60, toMinute: 12 * 60, zone: 'UTC' };
    expect(steps(theCase(), 60, { quietHours })).toEqual([]);
    expect(steps(theCase(), 180, { quietHours })).toEqual(['reminded']);
  });

  it('rings nobody up while announced work goes on', () => {
    const maintenance = [{ from: atMinute(20), to: atMinute(90), reason: 'new firewall' }];
    expect(steps(theCase(), 60, { maintenance })).toEqual([]);
    expect(steps(theCase(), 90, { maintenance })).toEqual(['reminded']);
  });

  it('is told of again and again where the rule repeats it, up to ten times', () => {
    const again = { unclaimed: { ...rule.unclaimed, repeatMs: 60 * minuteMs } };
    const reminded = told(theCase(), 30, 'reminded');
    const escalated = told(reminded, 60, 'escalated');
    expect(steps(escalated, 89, again)).toEqual([]);
    expect(steps(escalated, 90, again)).toEqual(['reminded']);
    expect(steps(told(escalated, 90, 'reminded'), 149, again)).toEqual([]);
    expect(steps(told(escalated, 90, 'reminded'), 150, again)).toEqual(['reminded']);
    const often = Array.from({ length: 9 }, (_, at) => 90 + at * 60);
    const tired = often.reduce((alert, minute) => told(alert, minute, 'reminded'), escalated);
    expect(steps(tired, 9_999, again)).toEqual([]);
  });

  it.each<[string, Case]>([
    ['claimed', done(claim(theCase(), ada, atMinute(1)))],
    ['snoozed', done(snooze(theCase(), ada, atMinute(1), atMinute(99_999), 'r'))],
    ['silenced', silenced(theCase(), { ...aSilence, until: atMinute(99_999) }, atMinute(1))],
    ['resolved', theCase({ state: 'resolved' })],
  ])('is no longer that when it is %s', (_, alert) => {
    expect(steps(alert, 9_999)).toEqual([]);
  });

  it('is told of at most twice however often is looked, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 }), (waits) => {
        let alert = theCase();
        let minute = 0;
        const seen: string[] = [];
        for (const wait of waits) {
          minute += wait;
          for (const { step } of due(alert, minute)) {
            seen.push(step);
            alert = told(alert, minute, step);
          }
        }
        const whole = ['reminded', 'escalated'];
        expect(seen).toEqual(whole.slice(0, seen.length));
        expect(seen.length > 0).toBe(minute >= 30);
      }),
    );
  });

  it('is told of at the same minutes when it is looked at only as often as it asks for', () => {
    const settings = fc.record({
      afterMinutes: fc.integer({ min: 1, max: 200 }),
      repeatMinutes: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
      escalates: fc.boolean(),
      quietFrom: fc.integer({ min: 9 * 60, max: 12 * 60 }),
    });
    fc.assert(
      fc.property(settings, ({ afterMinutes, repeatMinutes, escalates, quietFrom }) => {
        const rules = [
          {
            ...rule,
            unclaimed: {
              afterMs: afterMinutes * minuteMs,
              repeatMs: repeatMinutes && repeatMinutes * minuteMs,
              escalateTo: escalates ? 'On call' : undefined,
            },
            quietHours: { fromMinute: quietFrom, toMinute: 13 * 60, zone: 'UTC' },
          },
        ];
        const tell = (isLookedAt: (minute: number, lookAt: Date | undefined) => boolean) => {
          const said: string[] = [];
          let alert = theCase();
          let lookAt: Date | undefined = atMinute(0);
          for (let minute = 0; minute < 300; minute += 1) {
            if (!isLookedAt(minute, lookAt)) continue;
            const unclaimed = { case: alert, seenAt: atMinute(0) };
            lookAt = lookAgainAt(unclaimed, rules, atMinute(minute));
            for (const { step } of dueReminders([unclaimed], rules, atMinute(minute))) {
              said.push(`${minute} ${step}`);
              alert = told(alert, minute, step);
              lookAt = atMinute(0);
            }
          }
          return said;
        };
        const asAsked = tell((minute, at) => at !== undefined && at <= atMinute(minute));
        expect(asAsked).toEqual(tell(() => true));
        expect(asAsked.length).toBeGreaterThan(0);
      }),
      { numRuns: 8 },
    );
  });
});
