import { locationIds } from './identities.ts';
import type { JsonObject } from './json.ts';
import { allowedCountries } from './places.ts';

/** The named locations as Graph returns them; the oddities (host bits set, unknown included) are real. */
export const namedLocations: readonly JsonObject[] = [
  {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: locationIds.offices,
    displayName: 'Offices',
    modifiedDateTime: '2025-07-26T18:00:43.5796446Z',
    createdDateTime: '2022-06-22T11:56:12Z',
    isTrusted: true,
    ipRanges: [
      { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' },
      { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.250/32' },
    ],
  },
  {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: locationIds.officeIpv6,
    displayName: 'Office IPv6',
    modifiedDateTime: '2025-09-16T00:47:36.4967092Z',
    createdDateTime: '2023-09-15T21:53:34.5001162Z',
    isTrusted: true,
    ipRanges: [
      {
        '@odata.type': '#microsoft.graph.iPv6CidrRange',
        cidrAddress: '2001:db8:f0:7:d92a::9d62/48',
      },
    ],
  },
  {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    id: locationIds.allowedCountries,
    displayName: 'Allowed countries (Länder)',
    modifiedDateTime: '2025-10-04T01:08:02.5249255Z',
    createdDateTime: '2023-01-04T01:08:02.5249255Z',
    countriesAndRegions: [...allowedCountries],
    countryLookupMethod: 'clientIpAddress',
    includeUnknownCountriesAndRegions: true,
  },
  {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: locationIds.partnerNetwork,
    displayName: 'Partner <Contoso> network ',
    modifiedDateTime: null,
    createdDateTime: null,
    isTrusted: false,
    ipRanges: [
      { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.64/26' },
    ],
  },
];
