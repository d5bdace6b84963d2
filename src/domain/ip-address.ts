/** An address as people write it: IPv6 in its short form (RFC 5952), which fits on a phone; all else as it is. */
export function shortIp(ip: string): string {
  const url = `http://[${ip}]`;
  return ip.includes(':') && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : ip;
}
