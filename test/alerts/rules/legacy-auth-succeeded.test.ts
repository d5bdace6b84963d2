import { describe, expect, it } from '@jest/globals';
import { legacyAuthSucceeded } from '../../../src/alerts/rules/legacy-auth-succeeded.ts';
import { findingOf, status } from './observing.ts';

describe('legacy-auth-succeeded', () => {
  it.each(['IMAP4', 'POP3', 'Authenticated SMTP', 'Exchange ActiveSync', 'Other clients'])(
    'tells of %s that got in, by its name',
    (clientAppUsed) => {
      const found = findingOf(legacyAuthSucceeded, { clientAppUsed });
      expect(found?.headline).toBe(`got in by legacy authentication (${clientAppUsed})`);
    },
  );

  it.each(['Browser', 'Mobile Apps and Desktop clients', 'Unknown', '', null])(
    'leaves %s alone',
    (clientAppUsed) => {
      expect(findingOf(legacyAuthSucceeded, { clientAppUsed })).toBeUndefined();
    },
  );

  it('leaves what did not get in alone', () => {
    const record = { clientAppUsed: 'IMAP4', ...status(50126) };
    expect(findingOf(legacyAuthSucceeded, record)).toBeUndefined();
  });

  it('is a case for each user and client', () => {
    const keyOf = (clientAppUsed: string, userId: string) =>
      findingOf(legacyAuthSucceeded, { clientAppUsed, userId })?.key;
    expect(keyOf('IMAP4', 'ada')).toBe(keyOf('imap4', 'ada'));
    expect(new Set([keyOf('IMAP4', 'ada'), keyOf('POP3', 'ada'), keyOf('IMAP4', 'bo')]).size).toBe(
      3,
    );
  });
});
