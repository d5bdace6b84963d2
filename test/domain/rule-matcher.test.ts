import { describe, expect, it } from '@jest/globals';
import { fitsRule, type RuleMatcher } from '../../src/domain/rule-matcher.ts';

const id = '11111111-2222-4333-8444-555555555555';
const found = {
  rule: 'ca-block',
  user: { id, name: 'Alice Hansen', userPrincipalName: 'alice@contoso.com' },
  policy: { id: 'p-5', name: 'CA005' },
  app: { id: 'a-1', name: 'Microsoft Teams' },
  signIn: { at: new Date('2026-11-20T10:00Z'), ip: '203.0.113.7', country: 'DE' },
};
const fits = (matcher: RuleMatcher) => fitsRule(matcher, found);

describe('which findings of a rule count', () => {
  it('is all where nothing is asked', () => {
    expect(fits({})).toBe(true);
  });

  it.each<[RuleMatcher, boolean]>([
    [{ users: ['bob', 'ALICE@contoso.com'] }, true],
    [{ users: ['alice hansen'] }, true],
    [{ users: [id.toUpperCase()] }, true],
    [{ users: ['bob'] }, false],
    [{ users: [] }, false],
    [{ excludeUsers: ['alice@contoso.com'] }, false],
    [{ excludeUsers: ['bob@contoso.com'] }, true],
    [{ apps: ['microsoft teams'] }, true],
    [{ apps: ['Outlook'] }, false],
    [{ policies: ['CA001', 'ca005'] }, true],
    [{ policies: ['CA001'] }, false],
    [{ countries: ['NO', 'DE'] }, true],
    [{ countries: ['NO'] }, false],
    [{ ipRanges: ['203.0.113.0/24'] }, true],
    [{ ipRanges: ['198.51.100.0/24', '2001:db8::/32'] }, false],
    [{ countries: ['DE'], apps: ['Outlook'] }, false],
    [{ users: ['alice hansen'], excludeUsers: [id] }, false],
  ])('%j: %s', (matcher, expected) => {
    expect(fits(matcher)).toBe(expected);
  });

  it('leaves out what does not say what is asked for', () => {
    const bare = { ...found, policy: undefined, signIn: { at: found.signIn.at } };
    expect(fitsRule({ policies: ['CA005'] }, bare)).toBe(false);
    expect(fitsRule({ countries: ['DE'] }, bare)).toBe(false);
    expect(fitsRule({ excludeUsers: ['bob'] }, bare)).toBe(true);
  });
});
