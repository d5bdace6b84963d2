import { type Network, type NetworkKind, networkKinds } from '../domain/network.ts';
import { at, type JsonRecord, text } from '../domain/record.ts';

/** Words of MaxMind's `user_type` and `connection_type` that say what a network is used for. */
const kindOfWord: ReadonlyMap<string, NetworkKind> = new Map([
  ['hosting', 'hosting'],
  ['content_delivery_network', 'hosting'],
  ['cellular', 'mobile'],
  ['business', 'business'],
  ['corporate', 'business'],
  ['residential', 'residential'],
]);

const kindOfFlag: readonly (readonly [flag: string, kind: NetworkKind])[] = [
  ['is_tor_exit_node', 'Tor exit'],
  ['is_anonymous_vpn', 'VPN or proxy'],
  ['is_public_proxy', 'VPN or proxy'],
  ['is_residential_proxy', 'VPN or proxy'],
  ['is_anonymous_proxy', 'VPN or proxy'],
  ['is_hosting_provider', 'hosting'],
];

/** Of several kinds the one that matters most to a reader. */
export function strongest(kinds: readonly (NetworkKind | undefined)[]): NetworkKind | undefined {
  return networkKinds.find((kind) => kinds.includes(kind));
}

function kindOf(entry: JsonRecord): NetworkKind | undefined {
  const said = (name: string) => at(entry, name) ?? at(entry, `traits.${name}`);
  const flagged = kindOfFlag.flatMap(([flag, kind]) => (said(flag) === true ? [kind] : []));
  const named = ['user_type', 'connection_type'].map((name) =>
    kindOfWord.get(text(said(name))?.toLowerCase() ?? ''),
  );
  return strongest([...flagged, ...named]);
}

/** `AS15169` of IPinfo's files, 15169 of MaxMind's and DB-IP's. */
function numberOf(value: unknown): number | undefined {
  const number = Number(text(value)?.replace(/^AS/i, '') ?? 0);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** What an entry of a data file says of a network, in the field names of MaxMind, DB-IP and IPinfo. */
export function readEntry(entry: JsonRecord): Network {
  const said = (name: string) => at(entry, name) ?? at(entry, `traits.${name}`);
  return {
    asNumber: numberOf(said('autonomous_system_number') ?? entry.asn),
    owner: text(said('autonomous_system_organization') ?? entry.as_name),
    kind: kindOf(entry),
  };
}
