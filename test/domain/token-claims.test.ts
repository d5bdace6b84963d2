import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readClaims } from '../../src/domain/token-claims.ts';

const tokenOf = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('the claims of a token', () => {
  it('are read as they are written, in any script', () => {
    const claims = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(claims, (given) => {
        expect(JSON.stringify(readClaims(tokenOf(given)))).toBe(JSON.stringify(given));
      }),
    );
  });

  it('are nothing where the token is no JSON Web Token', () => {
    for (const token of ['', 'channel-token', 'a.b.c', 'a.%%%.c', `a.${btoa('[1]')}.c`]) {
      expect(readClaims(token)).toBeUndefined();
    }
  });
});
