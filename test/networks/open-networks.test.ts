import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { openNetworks } from '../../src/networks/open-networks.ts';

const file = (name: string) =>
  fileURLToPath(new URL(`../fixtures/networks/${name}-Test.mmdb`, import.meta.url));

const none = await openNetworks([]);
const byNumber = await openNetworks([file('GeoLite2-ASN')]);
const several = await openNetworks([
  file('GeoLite2-ASN'),
  file('GeoIP2-Anonymous-IP'),
  file('GeoIP2-Enterprise'),
]);

describe('whose a network is', () => {
  it.each([
    ['1.128.0.0', { asNumber: 1221, owner: 'Telstra Pty Ltd' }],
    ['2600:6000:0:1::5', { asNumber: 237, owner: 'Merit Network Inc.' }],
    ['2600:6000:0000:0001:0000:0000:0000:0005', { asNumber: 237, owner: 'Merit Network Inc.' }],
  ])('is read from a file for %s', (ip, network) => {
    expect(byNumber.networkOf(ip, undefined)).toEqual(network);
  });

  it.each(['10.0.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd00::1', 'fe80::1', '', 'no address'])(
    'is unknown for %s',
    (ip) => {
      expect(several.networkOf(ip, undefined)).toBeUndefined();
    },
  );

  it('takes the number from the record, and no name that belongs to another number', () => {
    expect(byNumber.networkOf('1.128.0.0', 1221)).toEqual({
      asNumber: 1221,
      owner: 'Telstra Pty Ltd',
    });
    expect(byNumber.networkOf('1.128.0.0', 4_200_000_000)).toEqual({ asNumber: 4_200_000_000 });
  });

  it.each([
    ['81.2.69.142', 'Tor exit'],
    ['1.2.0.1', 'VPN or proxy'],
    ['71.160.223.45', 'hosting'],
    ['74.209.24.0', 'residential'],
  ])('says of %s what the files say it is: %s', (ip, kind) => {
    expect(several.networkOf(ip, undefined)?.kind).toBe(kind);
    expect(byNumber.networkOf(ip, undefined)?.kind).toBeUndefined();
  });

  it('names large hosts by their number where there is no file, and nobody else', () => {
    expect(none.networkOf('203.0.113.7', 14061)).toEqual({
      asNumber: 14061,
      owner: 'DigitalOcean',
      kind: 'hosting',
    });
    expect(none.networkOf('203.0.113.7', 3320)).toEqual({ asNumber: 3320 });
    expect(none.networkOf('203.0.113.7', undefined)).toBeUndefined();
    expect(none.networkOf(undefined, undefined)).toBeUndefined();
  });

  it.each([file('missing'), fileURLToPath(import.meta.url)])(
    'names the setting when a file cannot be used',
    async (path) => {
      await expect(openNetworks([path])).rejects.toMatchObject({
        message: expect.stringContaining(path),
        hint: expect.stringContaining('NETWORK_FILES'),
      });
    },
  );
});
