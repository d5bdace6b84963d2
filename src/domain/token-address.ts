import { type IpRange, isInRange } from './ip-range.ts';

const loopback: readonly IpRange[] = [
  { version: 4, first: 127n << 24n, prefix: 8 },
  { version: 6, first: 1n, prefix: 128 },
];

/** True for `localhost`, 127.0.0.0/8 and ::1, bracketed or not, IPv4-mapped or not. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
  return bare === 'localhost' || loopback.some((range) => isInRange(range, bare));
}

/** The address when a token or a secret may travel to it: by https, or plainly on loopback. */
export function tokenAddress(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe ? url : undefined;
}
