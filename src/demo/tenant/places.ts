/** Where sign-ins come from. `network` names the trusted named location, if the address is in one. */
export interface Place {
  readonly key: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Address with `*` for the last part, drawn from the documentation ranges. */
  readonly address: string;
  readonly autonomousSystem: number;
  readonly network?: string;
  /** How the location object looks: most are full, some are `{}` or empty strings with 0/0. */
  readonly shape?: 'missing' | 'empty';
}

type Row = [string, string, string, string, number, number, string, number, string?];

const rows: Row[] = [
  ['office', 'Berlin', 'Berlin', 'DE', 52.5244, 13.4105, '203.0.113.*', 3320, 'Offices'],
  [
    'office-6',
    'München',
    'Bayern',
    'DE',
    48.1374,
    11.5755,
    '2001:0db8:00f0:0000:0000:0000:0000:0a*',
    3320,
    'Office IPv6',
  ],
  ['berlin', 'Berlin', 'Berlin', 'DE', 52.5, 13.35, '198.51.100.*', 3209],
  ['hamburg', 'Hamburg', 'Hamburg', 'DE', 53.5753, 10.0153, '198.51.100.1*', 6805],
  ['zurich', 'Zürich', 'Zürich', 'CH', 47.3667, 8.55, '192.0.2.1*', 3303],
  ['vienna', 'Wien', 'Wien', 'AT', 48.2085, 16.3721, '192.0.2.2*', 8447],
  ['madrid', 'Madrid', 'Madrid', 'ES', 40.4165, -3.7026, '192.0.2.3*', 3352],
  ['paris', 'Paris', 'Île-de-France', 'FR', 48.861, 2.338, '192.0.2.4*', 16509],
  ['london', 'London', 'England', 'GB', 51.5085, -0.1257, '192.0.2.5*', 2856],
  ['new-york', 'New York', 'New York', 'US', 40.7143, -74.006, '192.0.2.6*', 701],
  ['tel-aviv', 'Tel Aviv', 'Tel Aviv', 'IL', 32.0809, 34.7806, '192.0.2.7*', 8551],
  ['oslo', 'Oslo', 'Oslo', 'NO', 59.9127, 10.7461, '192.0.2.8*', 2119],
  ['moscow', 'Moskva', 'Moskva', 'RU', 55.7522, 37.6156, '198.51.100.2*', 12389],
  ['lagos', 'Lagos', 'Lagos', 'NG', 6.4541, 3.3947, '198.51.100.20*', 29465],
  [
    'shenzhen',
    'Shenzhen',
    'Guangdong',
    'CN',
    22.5455,
    114.0683,
    '2001:0db8:0bad:0000:0000:0000:0000:0c*',
    4134,
  ],
  ['sao-paulo', 'São Paulo', 'São Paulo', 'BR', -23.5475, -46.6361, '198.51.100.21*', 28573],
];

const unknown: Place[] = [
  {
    key: 'nowhere',
    city: '',
    state: '',
    country: '',
    latitude: 0,
    longitude: 0,
    address: '192.0.2.9*',
    autonomousSystem: 0,
    shape: 'missing',
  },
  {
    key: 'zero',
    city: '',
    state: '',
    country: '',
    latitude: 0,
    longitude: 0,
    address: '10.20.30.*',
    autonomousSystem: 0,
    shape: 'empty',
  },
];

/** Every place, known and unknown ones. */
export const places: readonly Place[] = [
  ...rows.map(([key, city, state, country, latitude, longitude, address, asn, network]) => ({
    key,
    city,
    state,
    country,
    latitude,
    longitude,
    address,
    autonomousSystem: asn,
    network,
  })),
  ...unknown,
];

/** The countries from which staff may sign in (also a named location). */
export const allowedCountries = ['DE', 'CH', 'AT', 'ES', 'FR', 'GB', 'US', 'IL', 'NO'];

/** A place by its key. */
export function placeAt(key: string): Place {
  const place = places.find((candidate) => candidate.key === key);
  if (place === undefined) throw new Error(`no place called ${key}`);
  return place;
}

/** One address of a place; the same number gives the same address. */
export function addressIn(place: Place, number: number): string {
  const last = place.address.includes(':')
    ? (number % 256).toString(16).padStart(2, '0')
    : String(number % 10);
  return place.address.replace('*', last);
}
