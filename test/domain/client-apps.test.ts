import { describe, expect, it } from '@jest/globals';
import { clientAppNames, clientWord, isClient } from '../../src/domain/client-apps.ts';

describe('a client', () => {
  it.each([
    ['legacy', 'legacy'],
    ['Legacy Authentication', 'legacy'],
    ['IMAP4', 'imap'],
    ['Browser', 'browser'],
    ['Mobile Apps and Desktop clients', 'modern'],
    ['Exchange ActiveSync', 'activesync'],
    ['other clients', 'other'],
    ['authenticated smtp', 'smtp'],
  ])('called “%s” is %s', (words, word) => {
    expect(clientWord(words)).toBe(word);
  });

  it('is none that nobody knows', () => {
    expect(clientWord('fax')).toBeUndefined();
    expect(clientWord('')).toBeUndefined();
  });

  it('of legacy authentication is all that need no more than a password', () => {
    const legacy = clientAppNames('legacy');
    for (const name of ['IMAP4', 'POP3', 'Authenticated SMTP', 'Exchange ActiveSync']) {
      expect(legacy).toContain(name);
    }
    expect(isClient('other clients', 'legacy')).toBe(true);
    for (const modern of ['Browser', 'Mobile Apps and Desktop clients', undefined]) {
      expect(isClient(modern, 'legacy')).toBe(false);
    }
  });
});
