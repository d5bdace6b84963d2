import { describe, expect, it } from '@jest/globals';
import { entraCodeIn, readNetTrouble, wordsOf } from '../../src/domain/net-trouble.ts';

const because = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('inside'), { code }) });

describe('what kept a service from answering', () => {
  it.each([
    [because('ECONNREFUSED'), 'unreachable', 'ECONNREFUSED'],
    [because('ENOTFOUND'), 'unreachable', 'ENOTFOUND'],
    [because('CERT_HAS_EXPIRED'), 'untrusted', 'CERT_HAS_EXPIRED'],
    [because('DEPTH_ZERO_SELF_SIGNED_CERT'), 'untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [because('ERR_TLS_CERT_ALTNAME_INVALID'), 'untrusted', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [new DOMException('The operation timed out', 'TimeoutError'), 'silent', 'no answer in time'],
    [new SyntaxError('Unexpected token <'), 'not-json', 'an answer that is not JSON'],
    [
      new Error('endpoints_resolution_error: Endpoints cannot be resolved'),
      'unreachable',
      'no connection',
    ],
  ])('reads %s as %s', (thrown, trouble, detail) => {
    expect(readNetTrouble(thrown)).toEqual({ trouble, detail });
  });

  it('says nothing of what is none of these, however deep', () => {
    const endless: Record<string, unknown> = { message: 'round' };
    endless.cause = endless;
    expect(readNetTrouble(endless)).toBeUndefined();
    expect(readNetTrouble(undefined)).toBeUndefined();
    expect(readNetTrouble('a word')).toBeUndefined();
  });

  it('finds Entra’s code in the words of an error and its causes', () => {
    const inner = new Error('invalid_client: AADSTS7000222: The provided client secret keys');
    expect(entraCodeIn(wordsOf(new Error('no token', { cause: inner })))).toBe(7000222);
    expect(entraCodeIn('no code')).toBeUndefined();
  });
});
