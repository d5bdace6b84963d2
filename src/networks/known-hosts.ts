import type { Network } from '../domain/network.ts';

/**
 * Large companies that rent out machines, by the number of their network, as the registries of numbers (ARIN,
 * RIPE NCC, APNIC) name them: people seldom sign in from there, tools and rented VPNs do. Kept to those whose
 * trade is renting out machines; data files know the others.
 */
const rentedOut: readonly (readonly [asNumber: number, owner: string])[] = [
  [8075, 'Microsoft'],
  [8100, 'QuadraNet'],
  [8560, 'IONOS'],
  [9009, 'M247'],
  [12876, 'Scaleway'],
  [14061, 'DigitalOcean'],
  [14618, 'Amazon'],
  [16276, 'OVH'],
  [16509, 'Amazon'],
  [20473, 'The Constant Company (Vultr)'],
  [24940, 'Hetzner'],
  [28753, 'Leaseweb'],
  [29802, 'Hivelocity'],
  [30633, 'Leaseweb'],
  [31898, 'Oracle'],
  [36351, 'IBM Cloud'],
  [36352, 'HostPapa (ColoCrossing)'],
  [37963, 'Alibaba'],
  [40021, 'Contabo'],
  [45090, 'Tencent'],
  [45102, 'Alibaba'],
  [46606, 'Unified Layer'],
  [47583, 'Hostinger'],
  [49981, 'WorldStream'],
  [51167, 'Contabo'],
  [53667, 'FranTech Solutions'],
  [54825, 'Packet Host'],
  [60068, 'Datacamp'],
  [60781, 'Leaseweb'],
  [62240, 'Clouvider'],
  [63949, 'Akamai (Linode)'],
  [132203, 'Tencent'],
  [197540, 'netcup'],
  [199524, 'G-Core Labs'],
  [207990, 'HostRoyale'],
  [212238, 'Datacamp'],
  [213230, 'Hetzner'],
  [396982, 'Google Cloud'],
];

/** By number of the autonomous system. */
export const knownHosts: ReadonlyMap<number, Network> = new Map(
  rentedOut.map(([asNumber, owner]) => [asNumber, { asNumber, owner, kind: 'hosting' }]),
);
