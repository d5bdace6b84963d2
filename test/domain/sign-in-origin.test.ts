import { describe, expect, it } from '@jest/globals';
import { networkWords } from '../../src/domain/network.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { toSignIn } from '../../src/domain/sign-in.ts';
import { originOf } from '../../src/domain/sign-in-origin.ts';

function originIn(record: JsonRecord) {
  const signIn = toSignIn({ id: 's', createdDateTime: '2026-11-22T09:00:00Z', ...record });
  if (signIn === undefined) throw new Error('no sign-in');
  return originOf(signIn);
}

describe('from where a sign-in came', () => {
  it('takes the number of the network from the record; 0 and odd values stand for none', () => {
    expect(originIn({ autonomousSystemNumber: 3320 })?.asNumber).toBe(3320);
    expect(originIn({ autonomousSystemNumber: '3320' })?.asNumber).toBe(3320);
    for (const odd of [0, null, '', 'AS1', -1, 1.5, undefined]) {
      expect(originIn({ autonomousSystemNumber: odd })).toBeUndefined();
    }
  });

  it('names trusted and other named locations of the address', () => {
    const networkLocationDetails = [
      { networkType: 'trustedNamedLocation', networkNames: ['Offices', 'HQ'] },
      { networkType: 'namedNetwork', networkNames: ['VPN'] },
      { networkType: 'intranet', networkNames: [] },
      'odd',
    ];
    expect(originIn({ networkLocationDetails })?.networks).toEqual([
      'trusted network Offices',
      'trusted network HQ',
      'named network VPN',
    ]);
    expect(originIn({ networkLocationDetails: [] })).toBeUndefined();
  });

  it.each([
    [
      { deviceId: 'd', isCompliant: true, isManaged: false, trustType: 'Azure AD joined' },
      'compliant, not managed, Azure AD joined',
    ],
    [{ deviceId: 'd', isCompliant: false, isManaged: null }, 'not compliant'],
    [
      { deviceId: '', isCompliant: false, isManaged: false, trustType: '' },
      'device not identified',
    ],
    [{ deviceId: 'd' }, undefined],
    [{ displayName: 'LAPTOP-7', isCompliant: true }, 'compliant'],
    [null, undefined],
  ])('says how the directory knew the device %j', (deviceDetail, words) => {
    expect(originIn({ deviceDetail })?.deviceState).toBe(words);
  });
});

describe('a network in words', () => {
  it.each([
    [{ asNumber: 24940, owner: 'Hetzner', kind: 'hosting' as const }, 'Hetzner (AS24940), hosting'],
    [{ asNumber: 24940 }, 'AS24940'],
    [{ owner: 'Hetzner' }, 'Hetzner'],
    [{ kind: 'Tor exit' as const }, 'Tor exit'],
    [{}, undefined],
  ])('of %j is %s', (network, words) => {
    expect(networkWords(network)).toBe(words);
  });
});
