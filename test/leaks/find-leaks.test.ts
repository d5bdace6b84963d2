import { describe, expect, it } from '@jest/globals';
import { findLeaks } from './find-leaks.ts';

const secret = 'p/ss "word" ä';
const token = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"aud":"graph"}').toString('base64url')}.c2lnbmF0dXJlLW9mLXRva2Vu`;

describe('looking for secrets', () => {
  it.each([
    ['as it is', `failed with ${secret}!`],
    ['in an address', `postgres://bot:${encodeURIComponent(secret)}@db/bot`],
    ['in JSON', JSON.stringify({ message: secret })],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
  ])('finds one %s', (_, text) => {
    expect(findLeaks([{ where: 'log', text }], { 'the secret': [secret] })).toContain(
      'log: the secret',
    );
  });

  it('finds a token, its signature alone, and tokens nobody told it of', () => {
    const outputs = [
      { where: 'cards', text: `Bearer ${token}` },
      { where: 'log', text: 'eyJ[hidden].c2lnbmF0dXJlLW9mLXRva2Vu' },
    ];
    expect(findLeaks(outputs, { token: [token] })).toEqual(
      expect.arrayContaining(['cards: token', 'log: token']),
    );
    expect(findLeaks(outputs, {})).toEqual(['cards: a signed token at 7']);
  });

  it('finds nothing where nothing is', () => {
    const text = 'Authorization: Bearer [hidden], postgres://bot:[hidden]@db';
    expect(findLeaks([{ where: 'log', text }], { secret: [secret], token: [token] })).toEqual([]);
  });
});
