import { describe, expect, it } from '@jest/globals';
import { isLoopback, tokenAddress } from '../../src/domain/token-address.ts';

describe('a host', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    '127.0.0.1',
    '127.255.0.9',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
  ])('%s is this machine', (host) => expect(isLoopback(host)).toBe(true));
  it.each([
    '',
    'localhost.example',
    '127.0.0.1.evil.example',
    '127.evil.example',
    '128.0.0.1',
    '::2',
    '1::1',
    '::ffff:128.0.0.1',
    '0.0.0.0',
    '127.0.0.1/8',
  ])('%p is not', (host) => expect(isLoopback(host)).toBe(false));
});

describe('a token', () => {
  it.each(['https://graph.microsoft.com', 'http://localhost:4010', 'http://[::1]/login'])(
    'may travel to %s',
    (address) => expect(tokenAddress(address)?.href).toBe(new URL(address).href),
  );
  it.each([
    'http://graph.microsoft.com',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'x',
    '',
  ])('may not travel to %p', (address) => expect(tokenAddress(address)).toBeUndefined());
});
