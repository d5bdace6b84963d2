import { isIP } from 'node:net';

/** True for `localhost`, 127.0.0.0/8 and ::1, bracketed or not, IPv4-mapped or not. */
export function isLoopback(host: string): boolean {
  const bare = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function matchesHost(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase();
  if (!wanted.includes('*')) return wanted === host;
  const escaped = wanted.split('*').map((part) => part.replace(/[^a-z0-9-]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[a-z0-9.-]*')}$`).test(host);
}

/**
 * Whether answers, and with them the bot's token, may go to this address: https and a host that the
 * admin believes. Plain http is taken on loopback; the demo believes loopback and nothing else.
 */
export function isBelieved(
  serviceUrl: string,
  believes: { readonly serviceUrlHosts: readonly string[]; readonly anonymous: boolean },
): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password } = new URL(serviceUrl);
  if (username !== '' || password !== '') return false;
  const local = isLoopback(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) return false;
  if (believes.anonymous) return local;
  return believes.serviceUrlHosts.some((pattern) => matchesHost(pattern, hostname));
}
