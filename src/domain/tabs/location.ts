import { at, type JsonRecord, recordsAt, text } from '../record.ts';
import { spaced, startUpper } from '../sentence.ts';
import { placeOf, type SignIn } from '../sign-in.ts';
import type { Fact, Tab } from './tab.ts';
import { type Field, factsOf, plain, section } from './values.ts';

const address: readonly Field[] = [
  ['IP address', 'ipAddress'],
  ['IP address (seen by resource)', 'ipAddressFromResourceProvider'],
  ['Global Secure Access IP address', 'globalSecureAccessIpAddress'],
  ['Through Global Secure Access', 'isThroughGlobalSecureAccess'],
  ['Autonomous system number', 'autonomousSystemNumber'],
];

export const locationFields = address;

/** 0/0 lies in the Atlantic: it stands for “not known”. */
function coordinates(raw: JsonRecord): Fact[] {
  const latitude = Number(text(at(raw, 'location.geoCoordinates.latitude')) ?? Number.NaN);
  const longitude = Number(text(at(raw, 'location.geoCoordinates.longitude')) ?? Number.NaN);
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) return [];
  if (latitude === 0 && longitude === 0) return [];
  const altitude = text(at(raw, 'location.geoCoordinates.altitude'));
  const above = altitude && altitude !== '0' ? `, altitude ${altitude}` : '';
  return [{ label: 'Coordinates', value: `${latitude}, ${longitude}${above}` }];
}

function place(signIn: SignIn): Fact[] {
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['City', signIn.city],
    ['State or province', signIn.state],
    ['Country or region', signIn.country],
  ];
  return [
    ...parts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    ...coordinates(signIn.raw),
  ];
}

function networks(raw: JsonRecord): Fact[] {
  return recordsAt(raw, 'networkLocationDetails').flatMap((network) => {
    const names = plain(network.networkNames);
    const type = startUpper(spaced(text(network.networkType) ?? 'network'));
    return [{ label: type, value: names ?? 'no name' }];
  });
}

/** From where: the address is known, the place is the service's best guess. */
export function location(signIn: SignIn): Tab {
  const guess = placeOf(signIn);
  const summary = guess ? [{ label: 'Location', value: `${guess} (best guess)` }] : [];
  return {
    id: 'location',
    title: 'Location',
    sections: [
      ...section(undefined, [...summary, ...factsOf(signIn.raw, address)]),
      ...section('Best guess at the place', place(signIn)),
      ...section('Named locations and networks', networks(signIn.raw)),
    ],
    note: guess
      ? 'The place is a best guess from the IP address; VPN and mobile networks lead it astray.'
      : 'Place: none, the service made no guess.',
  };
}
