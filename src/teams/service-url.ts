import { isLoopback, tokenAddress } from '../domain/token-address.ts';

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
  const url = tokenAddress(serviceUrl);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  if (believes.anonymous) return isLoopback(url.hostname);
  return believes.serviceUrlHosts.some((pattern) => matchesHost(pattern, url.hostname));
}
