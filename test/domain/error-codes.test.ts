import { describe, expect, it } from '@jest/globals';
import { errorCodes, errorKind, explainCode, isBenign } from '../../src/domain/error-codes.ts';

describe('the table of codes', () => {
  it('explains at least 45 codes, each once', () => {
    expect(errorCodes.length).toBeGreaterThanOrEqual(45);
    expect(new Set(errorCodes.map((row) => row.code)).size).toBe(errorCodes.length);
  });

  it.each(errorCodes.map((row) => [row.code, row] as const))(
    '%d has a plain sentence and a next step',
    (_code, row) => {
      expect(row.meaning).toMatch(/^[A-Z].{8,}[.]$/);
      expect(row.nextStep).toMatch(/^[A-Z].*[.?]$/);
      expect(row.meaning).not.toMatch(/AADSTS|undefined|\{/);
    },
  );

  it.each([
    ['success', [0]],
    ['block', [53000, 53001, 53002, 53003, 53010, 530032, 530035, 50005, 50131]],
    ['risk-block', [53004, 53011, 530034]],
    ['interrupt', [50072, 50074, 50076, 50078, 50079, 50097, 50127, 50129, 50158, 70043]],
    ['noise', [50058, 50140]],
    ['credential', [50053, 50055, 50126, 50056, 50034]],
    ['account', [50057]],
    ['app', [50105, 65001]],
    ['session', [50173]],
    ['mfa-failed', [500121]],
    ['cross-tenant', [500021, 500022, 500212, 500213]],
  ])('counts as %s: %j', (kind, codes) => {
    for (const code of codes) expect([code, errorKind(code)]).toEqual([code, kind]);
  });

  it('marks expected pauses as benign, and nothing that keeps a person out', () => {
    for (const code of [50140, 50058, 70043, 70044, 50097]) expect(isBenign(code)).toBe(true);
    for (const code of [50074, 53003, 50126, 500121, 424242]) expect(isBenign(code)).toBe(false);
  });
});

describe('explaining one record', () => {
  it('reads the two meanings of 50053 from the reason', () => {
    const locked = explainCode(
      50053,
      'The account is locked, you’ve tried to sign in too many times with an incorrect user ID or password.',
    );
    const attacked = explainCode(
      50053,
      'Sign-in was blocked because it came from an IP address with malicious activity.',
    );
    expect(locked.meaning).toMatch(/account is locked/);
    expect(attacked.meaning).toMatch(/malicious/);
    expect(attacked.nextStep).not.toBe(locked.nextStep);
  });

  it('says both meanings of 50053 when the record gives no reason', () => {
    expect(explainCode(50053).meaning).toMatch(/locked.*or.*malicious/);
  });

  it('gives the record’s reason where it names the app', () => {
    const reason =
      "The signed in user is not assigned to a role for the application '7c1e6f5a-0000-4000-8000-000000000001' (Payroll).";
    expect(explainCode(50105, reason).meaning).toBe(reason);
  });

  it.each([
    [53000, 'Device is not in required device state: {state}.'],
    [65001, "Nobody has consented to the app {name} for 'https://graph.microsoft.com'."],
    [50126, 'Error validating credentials due to invalid username or password.'],
    [
      50140,
      "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in.",
    ],
  ])('keeps its own words for %d when the reason is a template or says no more', (code, reason) => {
    expect(explainCode(code, reason).meaning).toBe(explainCode(code).meaning);
  });

  it('does not take a success for anything else because of a left-over reason', () => {
    expect(explainCode(0, 'Other.').meaning).toBe('The sign-in succeeded.');
  });

  it('hands out code, reason and Microsoft’s page for a code it does not know', () => {
    const link = 'https://login.microsoftonline.com/error?code=424242';
    expect(explainCode(424242, ' Something new. ')).toEqual({
      code: 424242,
      kind: 'unknown',
      benign: false,
      meaning: 'Something new.',
      nextStep: `Look up AADSTS424242: ${link}`,
      link,
    });
    expect(explainCode(424242).meaning).toBe('Error 424242; the record gives no reason.');
  });
});
