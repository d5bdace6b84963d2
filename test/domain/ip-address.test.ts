import { describe, expect, it } from '@jest/globals';
import { shortIp } from '../../src/domain/ip-address.ts';

describe('shortIp', () => {
  it.each([
    ['2001:0db8:0bad:0000:0000:0000:0000:0cf6', '2001:db8:bad::cf6'],
    ['203.0.113.7', '203.0.113.7'],
    ['5f0b1c1e-0000-4000-8000-000000000001', '5f0b1c1e-0000-4000-8000-000000000001'],
    ['not:an:address', 'not:an:address'],
  ])('shows %s as %s', (ip, shown) => {
    expect(shortIp(ip)).toBe(shown);
  });
});
