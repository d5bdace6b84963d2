import { describe, expect, it } from '@jest/globals';
import { hidesRisk, isRisky, riskWords, showsRisk } from '../../src/domain/risk.ts';
import { signIn } from '../builders.ts';

const row = (during: string, state = 'none', since = 'none') =>
  signIn({ riskLevelDuringSignIn: during, riskLevelAggregated: since, riskState: state });

describe('the risk of a sign-in', () => {
  it('is what was found then or since, with what became of it', () => {
    expect(riskWords(row('high', 'atRisk'))).toBe('high risk, at risk');
    expect(riskWords(row('none', 'none', 'medium'))).toBe('medium risk');
    expect(riskWords(row('low', 'remediated', 'high'))).toBe('high risk, remediated');
    expect(riskWords(row('none', 'confirmedCompromised'))).toBe('risk, confirmed compromised');
  });

  it('is none where none was found', () => {
    expect(riskWords(row('none'))).toBeUndefined();
    expect(riskWords(row('none', 'confirmedSafe'))).toBeUndefined();
  });

  it('that is kept back for want of a licence is neither there nor absent', () => {
    const hidden = row('hidden', 'none', 'hidden');
    expect([hidesRisk(hidden), isRisky(hidden), showsRisk(hidden)]).toEqual([true, false, false]);
    expect([hidesRisk(row('none')), showsRisk(row('none'))]).toEqual([false, true]);
    const silent = signIn({ riskLevelDuringSignIn: undefined });
    expect([hidesRisk(silent), showsRisk(silent)]).toEqual([false, false]);
  });
});
