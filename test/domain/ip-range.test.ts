import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ipRangeText, isInRange, readIpRange } from '../../src/domain/ip-range.ts';

const shown = (text: string) => {
  const range = readIpRange(text);
  return range && ipRangeText(range);
};

describe('reading a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0::5/32', '2001:db8::/32'],
    ['::1', '::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
  ])('reads %s as %s', (text, range) => {
    expect(shown(text)).toBe(range);
  });

  it.each(['', '203.0.113', '203.0.113.256', '203.0.113.0/33', '203.0.113.0/', '2001:db8::/129'])(
    'knows that “%s” is none',
    (text) => {
      expect(readIpRange(text)).toBeUndefined();
    },
  );

  it.each(['203.0.113.0/24/1', 'alice', 'a:b:c', '1::2::3', '203.0.113.0/-1', '[::1]'])(
    'knows that “%s” is none either',
    (text) => {
      expect(readIpRange(text)).toBeUndefined();
    },
  );
});

const octets = fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 });
const groups = fc.array(fc.nat({ max: 0xffff }), { minLength: 8, maxLength: 8 });

describe('an address and a network', () => {
  it('holds what shares its first bits and nothing else, in either version', () => {
    const v4 = fc.tuple(octets, octets).map((pair) => ({
      bits: 32,
      texts: pair.map((parts) => parts.join('.')),
      flags: pair.map((parts) => parts.map((part) => part.toString(2).padStart(8, '0')).join('')),
    }));
    const v6 = fc.tuple(groups, groups).map((pair) => ({
      bits: 128,
      texts: pair.map((parts) => parts.map((part) => part.toString(16)).join(':')),
      flags: pair.map((parts) => parts.map((part) => part.toString(2).padStart(16, '0')).join('')),
    }));
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.nat({ max: 128 }), ({ bits, texts, flags }, length) => {
        const prefix = Math.min(bits, length);
        const range = readIpRange(`${texts[0]}/${prefix}`);
        const isMapped = texts.some((text) => text.startsWith('0:0:0:0:0:ffff:'));
        if (range === undefined || isMapped) return isMapped;
        const shares = flags[0]?.slice(0, prefix) === flags[1]?.slice(0, prefix);
        return (
          isInRange(range, texts[0] ?? '') &&
          isInRange(range, texts[1] ?? '') === shares &&
          JSON.stringify(shown(ipRangeText(range))) === JSON.stringify(ipRangeText(range))
        );
      }),
    );
  });

  it('never mixes the versions', () => {
    const all = readIpRange('0.0.0.0/0');
    expect(all && isInRange(all, '::1')).toBe(false);
    expect(all && isInRange(all, '::ffff:10.0.0.1')).toBe(true);
    expect(all && isInRange(all, 'nowhere')).toBe(false);
  });
});
