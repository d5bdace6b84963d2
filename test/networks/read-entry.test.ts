import { describe, expect, it } from '@jest/globals';
import { readEntry } from '../../src/networks/read-entry.ts';

describe('an entry of a data file', () => {
  it.each([
    [
      'GeoLite2 and DB-IP',
      { autonomous_system_number: 15169, autonomous_system_organization: 'Google LLC' },
      { asNumber: 15169, owner: 'Google LLC' },
    ],
    [
      'IPinfo',
      { asn: 'AS15169', as_name: 'Google LLC', as_domain: 'google.com', country_code: 'US' },
      { asNumber: 15169, owner: 'Google LLC' },
    ],
    [
      'GeoIP2 Enterprise',
      { traits: { autonomous_system_number: 1, user_type: 'cellular' } },
      { asNumber: 1, kind: 'mobile' },
    ],
    ['GeoIP2 Connection Type', { connection_type: 'Corporate' }, { kind: 'business' }],
    [
      'GeoIP2 Anonymous IP',
      { is_hosting_provider: true, is_anonymous_vpn: true, is_tor_exit_node: false },
      { kind: 'VPN or proxy' },
    ],
    ['another kind of file', { city: { names: { en: 'Oslo' } }, user_type: 'cafe' }, {}],
  ])('of %s is understood', (_name, entry, network) => {
    expect(readEntry(entry)).toEqual(network);
  });
});
