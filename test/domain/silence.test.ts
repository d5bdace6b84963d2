import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  holdsBack,
  isFarReaching,
  matches,
  type Silence,
  type SilenceMatcher,
  type SilenceSubject,
} from '../../src/domain/silence.ts';
import { minutesAfter, noon } from '../builders.ts';

const found: SilenceSubject = {
  rule: 'ca-block',
  user: { id: 'u-1', name: 'Alice Hansen', userPrincipalName: 'alice@contoso.example' },
  policy: { id: 'p-1', name: 'CA005' },
  app: { id: 'a-1', name: 'Exchange' },
  signIn: { at: noon, ip: '203.0.113.7', country: 'FR' },
};

const whole: Required<SilenceMatcher> = {
  user: { id: 'U-1', name: 'Alice H.' },
  policy: { id: 'p-1', name: 'renamed since' },
  app: { name: 'exchange' },
  ipRange: '203.0.113.0/24',
  country: 'FR',
  rule: 'ca-block',
};
const wrong: Required<SilenceMatcher> = {
  user: { id: 'u-2', name: 'Alice Hansen' },
  policy: { id: 'p-2', name: 'CA005' },
  app: { id: 'a-2', name: 'Exchange' },
  ipRange: '203.0.114.0/24',
  country: 'NO',
  rule: 'ca-prompt-unmet',
};
type Key = keyof SilenceMatcher;
const keys = Object.keys(whole) as Key[];
const pick = (from: SilenceMatcher, chosen: readonly Key[]): SilenceMatcher =>
  Object.fromEntries(chosen.map((key) => [key, from[key]]));

const silence = (change: Partial<Silence> = {}): Silence => ({
  id: 's-1',
  tenantId: 't',
  matcher: { policy: { name: 'CA005' } },
  reason: 'maintenance',
  owner: { id: 'olga', name: 'Olga' },
  from: noon,
  until: minutesAfter(noon, 60),
  ...change,
});
const at = (minutes: number): SilenceSubject => ({
  ...found,
  signIn: { ...found.signIn, at: minutesAfter(noon, minutes) },
});

describe('what a silence is about', () => {
  it('matches any combination of what fits, and none that holds one thing which does not', () => {
    fc.assert(
      fc.property(fc.subarray(keys, { minLength: 1 }), fc.constantFrom(...keys), (chosen, odd) => {
        expect(matches(pick(whole, chosen), found)).toBe(true);
        expect(matches({ ...pick(whole, chosen), ...pick(wrong, [odd]) }, found)).toBe(false);
      }),
    );
  });

  it('matches nothing when it names nothing', () => {
    expect(matches({}, found)).toBe(false);
  });

  it('goes by ids where both are known, else by name without regard to case', () => {
    expect(matches({ policy: { name: 'ca005' } }, found)).toBe(true);
    expect(matches({ policy: { id: 'p-9', name: 'CA005' } }, found)).toBe(false);
    const user = { name: 'Somebody', userPrincipalName: 'ALICE@contoso.example' };
    expect(matches({ user }, found)).toBe(true);
  });

  it.each(keys)('does not fit a finding that says nothing of the %s', (key) => {
    const silent = { ...found, policy: undefined, signIn: { at: noon } };
    const says = ['user', 'app', 'rule'].includes(key);
    expect(matches(pick(whole, [key]), silent)).toBe(says);
  });
});

describe('when a silence counts', () => {
  it('begins and ends to the moment', () => {
    const filed = (minutes: number) =>
      holdsBack(silence(), at(minutes), minutesAfter(noon, minutes));
    expect([-1, 0, 59, 60].map(filed)).toEqual([false, true, true, false]);
  });

  it('holds what happened before it began and is only seen now', () => {
    expect(holdsBack(silence(), at(-20), minutesAfter(noon, 1))).toBe(true);
  });

  it('still holds what happened within it and arrives after its planned end', () => {
    expect(holdsBack(silence(), at(59), minutesAfter(noon, 120))).toBe(true);
    expect(holdsBack(silence(), at(61), minutesAfter(noon, 120))).toBe(false);
  });

  it('holds nothing more once somebody has ended it', () => {
    const ended = silence({ ended: { at: minutesAfter(noon, 10), by: 'Olga' } });
    expect(holdsBack(ended, at(5), minutesAfter(noon, 9))).toBe(true);
    expect(holdsBack(ended, at(5), minutesAfter(noon, 11))).toBe(false);
  });
});

describe('how far a silence reaches', () => {
  it.each<[SilenceMatcher, boolean]>([
    [{ user: { name: 'Alice' } }, false],
    [{ ipRange: '203.0.113.0/24' }, false],
    [{ ipRange: '10.0.0.0/8' }, true],
    [{ ipRange: '2001:db8::/32' }, false],
    [{ ipRange: '2001::/16' }, true],
    [{ policy: { name: 'CA005' } }, true],
    [{ country: 'FR' }, true],
    [{ rule: 'ca-block', app: { name: 'Exchange' } }, true],
    [{ country: 'FR', user: { name: 'Alice' } }, false],
  ])('%j: %s', (matcher, far) => {
    expect(isFarReaching(matcher)).toBe(far);
  });
});
