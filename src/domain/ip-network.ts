import { ipRangeText, readIpRange } from './ip-range.ts';

/** What one customer mostly has: 256 addresses of IPv4, a /64 of IPv6. */
const prefixes = { 4: 24, 6: 64 } as const;

/** The network that an address is in, as people write it: `203.0.113.0/24`; undefined where it is no address. */
export function networkOf(ip: string): string | undefined {
  const address = readIpRange(ip);
  if (address === undefined || ip.includes('/')) return undefined;
  const range = readIpRange(`${ipRangeText(address)}/${prefixes[address.version]}`);
  return range && ipRangeText(range);
}
