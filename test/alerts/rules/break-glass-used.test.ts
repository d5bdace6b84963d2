import { describe, expect, it } from '@jest/globals';
import { breakGlassUsed } from '../../../src/alerts/rules/break-glass-used.ts';
import { findingOf, status } from './observing.ts';

const emergency = ['breakglass01@contoso.example'];
const account = {
  userId: 'b6000000-0000-4000-8000-000000000001',
  userDisplayName: 'Break Glass 01',
  userPrincipalName: 'breakglass01@contoso.example',
};

describe('break-glass-used', () => {
  it('tells of a success, and asks whoever keeps the credentials', () => {
    expect(findingOf(breakGlassUsed, account, { emergency })).toMatchObject({
      user: { name: 'Break Glass 01' },
      severity: 'critical',
      verdict: 'Got in',
      headline: 'emergency account signed in',
      why: expect.stringContaining('BREAK_GLASS'),
      nextStep: expect.stringContaining('block the account'),
    });
  });

  it.each([50126, 50053, 53003, 50074])(
    'tells of a sign-in that failed with %i, and that it did not get in',
    (code) => {
      const found = findingOf(breakGlassUsed, { ...account, ...status(code) }, { emergency });
      expect(found).toMatchObject({
        severity: 'critical',
        verdict: 'Stopped',
        headline: 'emergency account tried, did not get in',
      });
      expect(found?.why).toMatch(/It did not get in: \S+ \S+/);
    },
  );

  it('is one case for an account, whatever the app and the address', () => {
    const keys = ['203.0.113.7', '2001:db8::1'].map(
      (ipAddress) =>
        findingOf(breakGlassUsed, { ...account, ipAddress, appId: ipAddress }, { emergency })?.key,
    );
    expect(keys[0]).toBeDefined();
    expect(keys[0]).toBe(keys[1]);
  });

  it('is a case of its own when it gets in after it was tried, so that it rings', () => {
    const tried = findingOf(breakGlassUsed, { ...account, ...status(50126) }, { emergency });
    const used = findingOf(breakGlassUsed, account, { emergency });
    expect(used?.key).not.toBe(tried?.key);
  });

  it('says nothing of anybody else, and nothing at all while no account is named', () => {
    expect(findingOf(breakGlassUsed, {}, { emergency })).toBeUndefined();
    expect(findingOf(breakGlassUsed, account)).toBeUndefined();
  });
});
