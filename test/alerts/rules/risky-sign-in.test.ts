import { describe, expect, it } from '@jest/globals';
import { riskySignIn } from '../../../src/alerts/rules/risky-sign-in.ts';
import { findingOf, status } from './observing.ts';

const risky = (riskLevelDuringSignIn: string, riskState = 'atRisk') => ({
  riskLevelDuringSignIn,
  riskState,
});

describe('risky-sign-in', () => {
  it('says which risk got in and what became of it', () => {
    expect(findingOf(riskySignIn, risky('high'))).toMatchObject({
      headline: 'got in at high risk, at risk',
      nextStep: expect.stringContaining('confirm her as compromised'),
    });
  });

  it('counts a risk that was found later', () => {
    const record = { ...risky('none'), riskLevelAggregated: 'medium' };
    expect(findingOf(riskySignIn, record)?.headline).toBe('got in at medium risk, at risk');
  });

  it.each([
    [1, ['low', 'medium', 'high']],
    [2, ['medium', 'high']],
    [3, ['high']],
  ])('with the setting least: %i tells of %j', (least, told) => {
    const levels = ['none', 'hidden', 'low', 'medium', 'high'];
    const found = levels.filter((level) =>
      findingOf(riskySignIn, risky(level), { numbers: { least } }),
    );
    expect(found).toEqual(told);
  });

  it('tells of an account that somebody confirmed as compromised, whatever the level', () => {
    const record = risky('none', 'confirmedCompromised');
    expect(findingOf(riskySignIn, record)?.headline).toContain('confirmed compromised');
  });

  it.each(['dismissed', 'remediated', 'confirmedSafe'])('leaves a %s risk alone', (state) => {
    expect(findingOf(riskySignIn, risky('high', state))).toBeUndefined();
  });

  it('leaves what did not get in alone', () => {
    expect(findingOf(riskySignIn, { ...risky('high'), ...status(50074) })).toBeUndefined();
  });
});
