import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Case, type CaseFinding, resolutions, stateAt } from '../../src/domain/case.ts';
import {
  absorb,
  assign,
  claim,
  isQuiet,
  reopen,
  resolve,
  silenced,
  snooze,
  type Transition,
  unsilenced,
} from '../../src/domain/case-transitions.ts';
import type { Silence } from '../../src/domain/silence.ts';
import { aSilence } from '../alerts/builders.ts';
import { minutesAfter, noon } from '../builders.ts';

const alice = { id: 'a', name: 'Alice Example' };
const bob = { id: 'b', name: 'Bob Example' };
const in1h = minutesAfter(noon, 60);

const open: Case = {
  id: 'case-1',
  tenantId: 't',
  rule: 'ca-block',
  key: 'u|p|a',
  state: 'open',
  severity: 'medium',
  verdict: 'Stopped',
  user: { name: 'Carol Example' },
  app: { name: 'Exchange' },
  headline: 'blocked by “P”',
  why: 'why',
  nextStep: 'next',
  count: 1,
  firstAt: noon,
  lastAt: noon,
  latest: { id: 'r0', at: noon, seenAt: noon, errorCode: 53003 },
  history: [],
};

function done(step: Transition): Case {
  if (!step.ok) throw new Error(step.reason);
  return step.case;
}

function found(id: string, minutes: number, headline = 'blocked by “P”'): CaseFinding {
  const at = minutesAfter(noon, minutes);
  return {
    signIn: { id, at, seenAt: minutesAfter(at, 3), errorCode: 53003 },
    headline,
    why: `why ${id}`,
    nextStep: `next ${id}`,
  };
}

describe('working on a case', () => {
  it('names who claimed it, and refuses a second claimer with that name', () => {
    const claimed = done(claim(open, alice, noon));
    expect(claimed).toMatchObject({ state: 'claimed', owner: alice });
    expect(claimed.history).toEqual([{ at: noon, by: alice, what: 'claimed' }]);
    expect(claim(claimed, bob, in1h)).toEqual({
      ok: false,
      reason: 'This case is already claimed by Alice Example.',
    });
  });

  it('tells the owner that a second press changes nothing', () => {
    expect(claim(done(claim(open, alice, noon)), alice, in1h)).toEqual({
      ok: false,
      reason: 'You have claimed this case already.',
    });
  });

  it('keeps quiet until the snooze ends, and not a moment longer', () => {
    const snoozed = done(snooze(open, alice, noon, in1h, '  VPN move '));
    expect(snoozed.history).toEqual([
      { at: noon, by: alice, what: 'snoozed', note: 'VPN move', until: in1h },
    ]);
    expect(isQuiet(snoozed, minutesAfter(noon, 59))).toBe(true);
    expect(isQuiet(snoozed, in1h)).toBe(false);
    expect(stateAt(snoozed, in1h)).toBe('open');
  });

  it('refuses a snooze that ends in the past, at once or never', () => {
    expect(snooze(open, alice, noon, minutesAfter(noon, -1), 'r').ok).toBe(false);
    expect(snooze(open, alice, noon, noon, 'r').ok).toBe(false);
    expect(snooze(open, alice, noon, new Date(Number.NaN), 'r').ok).toBe(false);
  });

  it('refuses a snooze without a reason', () => {
    expect(snooze(open, alice, noon, in1h, ' ')).toEqual({
      ok: false,
      reason: 'Give a reason for the snooze: others see it on the card.',
    });
  });

  it('lets somebody claim during a snooze, which ends it', () => {
    const snoozed = done(snooze(open, alice, noon, in1h, 'r'));
    const claimed = done(claim(snoozed, bob, minutesAfter(noon, 5)));
    expect(claimed.owner).toEqual(bob);
    expect(isQuiet(claimed, minutesAfter(noon, 6))).toBe(false);
  });

  it('lets anybody claim once a snooze has ended, whoever held the case before', () => {
    const held = done(claim(open, alice, noon));
    const snoozed = done(snooze(held, alice, noon, in1h, 'r'));
    expect(snoozed.owner).toEqual(alice);
    expect(done(claim(snoozed, bob, minutesAfter(in1h, 1))).owner).toEqual(bob);
  });

  it('says who resolved it and how when somebody comes late', () => {
    const ended = done(resolve(open, alice, noon, 'false alarm'));
    const late = {
      ok: false,
      reason: 'This case is already resolved by Alice Example as false alarm.',
    };
    expect(claim(ended, bob, in1h)).toEqual(late);
    expect(snooze(ended, bob, in1h, minutesAfter(in1h, 5), 'r')).toEqual(late);
    expect(resolve(ended, bob, in1h, 'fixed')).toEqual(late);
    expect(isQuiet(ended, in1h)).toBe(true);
  });

  it('reopens what was resolved, claimed or snoozed, without owner; an open case stays', () => {
    const ended = done(resolve(done(claim(open, alice, noon)), alice, noon, 'fixed'));
    const again = done(reopen(ended, bob, in1h));
    expect(again.state).toBe('open');
    expect(again.owner).toBeUndefined();
    expect(again.history.map((event) => event.what)).toEqual(['claimed', 'resolved', 'reopened']);
    expect(reopen(open, bob, in1h).ok).toBe(false);
  });
});

const travel: Silence = { ...aSilence, owner: bob, from: noon, until: in1h };

describe('a case that grows', () => {
  it('counts each new sign-in once and speaks of the latest', () => {
    const grown = done(absorb(open, [found('r2', 9, 'newest'), found('r1', 4), found('r1', 4)]));
    expect(grown).toMatchObject({
      count: 3,
      headline: 'newest',
      why: 'why r2',
      nextStep: 'next r2',
    });
    expect(grown.latest.id).toBe('r2');
    expect(grown.lastAt).toEqual(minutesAfter(noon, 9));
    expect(grown.firstAt).toEqual(noon);
  });

  it('takes in a sign-in that arrived late without speaking of it', () => {
    const grown = done(absorb(open, [found('r1', -30, 'late')]));
    expect(grown).toMatchObject({ count: 2, firstAt: minutesAfter(noon, -30), lastAt: noon });
    expect(grown.headline).toBe(open.headline);
  });

  it('gets as bad as the worst that it holds, late or not, and never better by itself', () => {
    const bad = (id: string, minutes: number, severity: Case['severity']) => ({
      ...found(id, minutes),
      severity,
    });
    const worse = done(absorb(open, [bad('r1', 5, 'high'), bad('r2', 6, 'low')]));
    expect(worse.severity).toBe('high');
    expect(done(absorb(worse, [bad('r3', -30, 'critical')])).severity).toBe('critical');
    expect(done(absorb(worse, [bad('r2', 6, 'critical')])).severity).toBe('critical');
    expect(done(absorb(worse, [found('r4', 9)])).severity).toBe('high');
  });

  it('does not count its latest sign-in again, but takes over what became of it', () => {
    const grown = done(absorb(open, [found('r0', 0, 'prompted, then blocked')]));
    expect(grown).toMatchObject({ count: 1, headline: 'prompted, then blocked' });
  });

  it('keeps owner and snooze, and takes nothing in once resolved', () => {
    const snoozed = done(snooze(done(claim(open, alice, noon)), alice, noon, in1h, 'r'));
    expect(done(absorb(snoozed, [found('r1', 1)]))).toMatchObject({
      state: 'snoozed',
      owner: alice,
      snoozedUntil: in1h,
      count: 2,
    });
    expect(absorb(done(resolve(open, alice, noon, 'fixed')), [found('r1', 1)]).ok).toBe(false);
  });
});

type Step = (c: Case, at: Date) => Transition;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(alice, bob).map(
    (by): Step =>
      (c, at) =>
        claim(c, by, at),
  ),
  fc.tuple(fc.constantFrom(alice, bob), fc.integer({ min: -5, max: 60 })).map(
    ([by, m]): Step =>
      (c, at) =>
        snooze(c, by, at, minutesAfter(at, m), 'r'),
  ),
  fc.tuple(fc.constantFrom(alice, bob), fc.constantFrom(...resolutions)).map(
    ([by, how]): Step =>
      (c, at) =>
        resolve(c, by, at, how),
  ),
  fc.constantFrom(alice, bob).map(
    (by): Step =>
      (c, at) =>
        reopen(c, by, at),
  ),
  fc.tuple(fc.constantFrom(alice, bob), fc.constantFrom(alice, bob)).map(
    ([by, to]): Step =>
      (c, at) =>
        assign(c, by, at, to),
  ),
  fc.constantFrom('s-1', 's-2').map(
    (id): Step =>
      (c, at) => ({ ok: true, case: silenced(c, { ...travel, id }, at) }),
  ),
  fc.constant<Step>((c, at) => ({ ok: true, case: unsilenced(c, bob, at, 'over') })),
  fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: -99, max: 99 })).map(
    ([n, m]): Step =>
      (c) =>
        absorb(c, [found(`r${n}`, m)]),
  ),
);

describe('any sequence of steps', () => {
  it('leaves a case whole: never shrinks, never forgets, state and fields agree', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat({ max: 30 })), { maxLength: 25 }), (steps) => {
        let c = open;
        let now = noon;
        for (const [take, minutes] of steps) {
          now = minutesAfter(now, minutes);
          const before = structuredClone(c);
          const result = take(c, now);
          expect(c).toEqual(before);
          if (!result.ok) {
            expect(result.reason).toMatch(/\.$/);
            continue;
          }
          const next = result.case;
          expect(next.count).toBeGreaterThanOrEqual(c.count);
          expect(next.history.slice(0, c.history.length)).toEqual(c.history);
          expect(next.history.length - c.history.length).toBeLessThanOrEqual(1);
          expect(next.firstAt.getTime()).toBeLessThanOrEqual(next.lastAt.getTime());
          expect(next.snoozedUntil !== undefined).toBe(next.state === 'snoozed');
          if (next.state === 'claimed') expect(next.owner).toBeDefined();
          if (next.state === 'open') expect(next.owner).toBeUndefined();
          expect([next.id, next.key, next.tenantId]).toEqual([open.id, open.key, open.tenantId]);
          c = next;
        }
      }),
    );
  });

  it('always lets an unresolved case be resolved, and a resolved one only be reopened', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let c = open;
        for (const take of steps) {
          const result = take(c, noon);
          if (result.ok) c = result.case;
        }
        expect(resolve(c, alice, noon, 'fixed').ok).toBe(c.state !== 'resolved');
        if (c.state === 'resolved') {
          expect(claim(c, bob, noon).ok).toBe(false);
          expect(reopen(c, bob, noon).ok).toBe(true);
        }
      }),
    );
  });
});
